#pragma once

#include <span>
#include <string>

#include "provider/provider.h"

namespace hookctl::report {

/// One line a provider: name, how it signs, how often it tries, and how much of that is documented.
std::string provider_list_text(std::span<const provider::Provider> rows);

/// Everything a row says, for a person.
std::string provider_text(const provider::Provider& row);

/// Everything a row says, as one object.
std::string provider_json(const provider::Provider& row);

}  // namespace hookctl::report
