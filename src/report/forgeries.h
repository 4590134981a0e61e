#pragma once

#include <span>
#include <string>

#include "flow/forge_list.h"

namespace hookctl::report {

/// A line for each forgery: its name, the answer that is due, and what is changed; or why it does not apply.
std::string forgeries_text(std::span<const flow::ListedForgery> forgeries);

/// The same, an object for each. `applies` is null where no provider was named.
std::string forgeries_json(std::span<const flow::ListedForgery> forgeries, const provider::Provider* row);

}  // namespace hookctl::report
