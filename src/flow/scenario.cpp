#include "flow/scenario.h"

#include <fmt/format.h>

#include <array>

#include "base/text.h"

namespace hookctl::flow {
namespace {

constexpr std::array scenarios{
    Scenario{.name = "500-then-200",
             .schedule = "1s",
             .retries = 1,
             .script = "500,200",
             .own_goal = "delivered,attempts=2",
             .app_goal = "delivered,attempts=2"},
    Scenario{.name = "3x-backoff",
             .schedule = "exponential:base=10s,factor=3",
             .retries = 3,
             .script = "500*3,200",
             .own_goal = "delivered,attempts=4",
             .app_goal = "delivered"},
    Scenario{.name = "2h-window",
             .schedule = "exponential:base=10s,factor=2,max=15m,window=2h",
             .retries = {},
             .script = "500",
             .own_goal = "gave-up",
             .app_goal = "delivered"},
};

}  // namespace

std::vector<std::string_view> scenario_names() {
  std::vector<std::string_view> names;
  for (const auto& scenario : scenarios) names.push_back(scenario.name);
  return names;
}

Result<Scenario> scenario_named(std::string_view name) {
  for (const auto& scenario : scenarios) {
    if (scenario.name == name) return scenario;
  }
  return Error{fmt::format("unknown scenario '{}'", escape_for_terminal(name)), did_you_mean(name, scenario_names())};
}

}  // namespace hookctl::flow
