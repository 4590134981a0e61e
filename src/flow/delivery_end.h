#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "base/clock.h"
#include "flow/delivery_goal.h"

namespace hookctl::flow {

/// How one delivery ended.
struct DeliveryEnd {
  std::string id = {};
  std::size_t attempts = 0;  // without a duplicate
  Outcome outcome = Outcome::stopped;
  std::optional<int> last_status = {};
  std::string objection = {};          // why that is not as it should be; empty when it is
  bool under_way = false;              // stopped while an attempt was
  std::optional<Micros> next_at = {};  // stopped before this attempt, on the schedule's clock
};

/// How many deliveries ended how, and how many of them not as they should.
struct SimulateSummary {
  std::size_t deliveries = 0;
  std::size_t attempts = 0;
  std::size_t delivered = 0;
  std::size_t gave_up = 0;  // refused for good or not
  std::size_t unknown = 0;
  std::size_t stopped = 0;
  std::size_t objections = 0;  // an unknown outcome is none
  std::size_t unanswered = 0;  // attempts of which nobody knows how they ended
  bool unreachable = false;    // no attempt ever found anybody

  void count(const DeliveryEnd& end);
};

}  // namespace hookctl::flow
