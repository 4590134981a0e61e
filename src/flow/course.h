#pragma once

#include <optional>
#include <string>

#include "flow/delivery_goal.h"
#include "retry/schedule.h"

namespace hookctl::flow {

/// One delivery on its way: what was tried, and what comes next. A schedule's clock begins at zero for every delivery
/// of a run; it runs ahead by the waits that were shortened.
struct Course {
  retry::SoFar so_far = {};
  Instant due = {};               // of the next attempt, on the schedule's clock
  Micros ready{0};                // the same on the run's clock
  Instant at = {};                // of the attempt under way, on the schedule's clock
  Micros launched_at{0};          // the same on the run's clock
  Micros first_launched_at{0};    // of the first attempt
  Instant signed_for = {};        // the wall time that the attempt under way carries
  Instant first_signed_for = {};  // and the first one
  bool is_under_way = false;
  bool was_answered = false;
  bool is_unknown = false;  // of some attempt nobody knows how it ended
  bool has_ended = false;
  std::optional<Outcome> outcome = {};
  std::string objection = {};
};

}  // namespace hookctl::flow
