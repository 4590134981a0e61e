#pragma once

#include <optional>
#include <string_view>

#include "base/result.h"
#include "cli/settings.h"
#include "flow/condition.h"

namespace hookctl::cli {

/// The condition that an option holds, if it is given.
Result<std::optional<flow::Condition>> read_condition(const Settings& settings, std::string_view option);

}  // namespace hookctl::cli
