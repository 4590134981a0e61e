#include <algorithm>

#include "checks.h"
#include "flow/delivery_goal.h"
#include "flow/poll_template.h"
#include "retry/retry_after.h"
#include "retry/timing.h"
#include "target.h"

namespace hookctl::fuzz {
namespace {

constexpr Instant now{Seconds{1'700'000'000}};

void check_timing(ByteView input) {
  const auto timing = retry::parse_timing(input, 5);
  if (!timing) {
    require(!timing.error().message.empty(), "a refusal says why");
    return;
  }
  require(timing->delays.size() <= 5, "there are no more retries than were asked for");
  require(std::all_of(timing->delays.begin(), timing->delays.end(), [](Millis each) { return each >= Millis{0}; }),
          "no delay goes back in time");
  require(timing->jitter >= 0 && timing->jitter < 1, "jitter is a share");
}

}  // namespace

void check_schedules(ByteView input) {
  check_timing(input);
  const auto wait = retry::parse_retry_after(input, now);
  require(!wait || *wait >= Millis{0}, "nobody asks for a retry in the past");
  const auto triggers = retry::parse_triggers(input);
  require(!triggers || !triggers->answers.empty() || !triggers->without.empty(), "triggers name something");
  const auto goal = flow::DeliveryGoal::parse(input);
  require(!goal || goal->text() == input, "a goal keeps its text");
  const auto where = flow::PollTemplate::parse(input);
  require(!where || where->id_in(where->target_of("a1")) == "a1", "an id is found where it was put");
}

}  // namespace hookctl::fuzz
