#pragma once

#include <functional>
#include <stop_token>

#include "base/result.h"
#include "flow/attempt.h"
#include "flow/bring.h"
#include "flow/delivery_end.h"
#include "flow/simulate_options.h"

namespace hookctl::flow {

/// Whom a simulation tells what it does, as attempts and deliveries end; `delivery` counts from 0.
struct SimulateObserver {
  std::function<void(std::size_t delivery, const Attempt&)> attempt;
  std::function<void(std::size_t delivery, const DeliveryEnd&)> ended;
};

/// Delivers every event by the schedule. Deliveries wait side by side; those that are due first go first, and of those
/// due at once the one that was due first before. The schedule counts on the steady clock, signatures carry the time of
/// `wall`. Errors: what cannot be signed at all.
Result<SimulateSummary> simulate(const SimulateOptions& options, const Bring& bring, const SimulateObserver& observer,
                                 wire::Loop& loop, const Clock& wall, const std::stop_token& stop);

}  // namespace hookctl::flow
