#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace hookctl::flow {

/// A delivery that is worth trying by name: a schedule, and an app that plays along.
struct Scenario {
  std::string_view name;
  std::string_view schedule;  // as `--schedule` reads it
  std::optional<std::size_t> retries;
  std::string_view script;    // what hookctl's own app answers
  std::string_view own_goal;  // how it ends with that app
  std::string_view app_goal;  // how it is to end with the user's
};

std::vector<std::string_view> scenario_names();

/// The scenario of that name; an unknown one is an error that names the nearest.
Result<Scenario> scenario_named(std::string_view name);

}  // namespace hookctl::flow
