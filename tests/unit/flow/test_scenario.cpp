#include "flow/scenario.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "cli/simulate_rows.h"
#include "flow/answer_script.h"
#include "flow/delivery_goal.h"
#include "retry/timing.h"

using namespace hookctl;

TEST_CASE("scenarios: those the help names, each with a schedule, a script and goals that can be read") {
  const auto names = flow::scenario_names();
  const auto& words = cli::simulate_rows::scenario_words;
  CHECK(std::equal(names.begin(), names.end(), words.begin(), words.end()));
  for (const auto name : names) {
    CAPTURE(std::string(name));
    const auto scenario = flow::scenario_named(name);
    REQUIRE(scenario);
    CHECK(retry::parse_timing(scenario->schedule, scenario->retries));
    CHECK(flow::AnswerScript::parse(scenario->script, {}));
    CHECK(flow::DeliveryGoal::parse(scenario->own_goal));
    CHECK(flow::DeliveryGoal::parse(scenario->app_goal));
  }
  CHECK(flow::scenario_named("500-than-200").error().hint == "did you mean '500-then-200'?");
}
