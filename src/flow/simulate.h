#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <string>

#include "base/result.h"
#include "flow/attempt.h"
#include "flow/simulate_options.h"
#include "wire/endpoint.h"
#include "wire/loop.h"
#include "wire/sender.h"

namespace hookctl::flow {

/// Brings one request to the app within a time limit and tells how that ended, now or in a later turn of the loop.
using Bring =
    std::function<void(const Request& request, Millis limit, Hearing hearing, std::function<void(wire::Sent)> done)>;

/// Brings requests to an endpoint.
Bring bring_to(wire::Loop& loop, wire::Endpoint endpoint);

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

/// Whom a simulation tells what it does, as attempts and deliveries end; `delivery` counts from 0.
struct SimulateObserver {
  std::function<void(std::size_t delivery, const Attempt&)> attempt;
  std::function<void(std::size_t delivery, const DeliveryEnd&)> ended;
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
};

/// Delivers every event by the schedule. Deliveries wait side by side; those that are due first go first, and of those
/// due at once the one that was due first before. The schedule counts on the steady clock, signatures carry the time of
/// `wall`. Errors: what cannot be signed at all.
Result<SimulateSummary> simulate(const SimulateOptions& options, const Bring& bring, const SimulateObserver& observer,
                                 wire::Loop& loop, const Clock& wall, const std::stop_token& stop);

}  // namespace hookctl::flow
