#pragma once

#include <span>

#include "forge/forgery.h"

/// The tables of forgeries, one for each idea.
namespace hookctl::forge {

std::span<const Forgery> place_forgeries();
std::span<const Forgery> key_forgeries();
std::span<const Forgery> body_forgeries();
std::span<const Forgery> content_forgeries();
std::span<const Forgery> time_forgeries();
std::span<const Forgery> lookalike_forgeries();
std::span<const Forgery> signature_forgeries();
std::span<const Forgery> spelling_forgeries();
std::span<const Forgery> list_forgeries();
std::span<const Forgery> field_forgeries();
std::span<const Forgery> header_forgeries();
std::span<const Forgery> repeat_forgeries();
std::span<const Forgery> request_forgeries();
std::span<const Forgery> http_forgeries();

}  // namespace hookctl::forge
