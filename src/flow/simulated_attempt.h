#pragma once

#include "flow/attempt.h"
#include "flow/simulate_options.h"
#include "wire/sender.h"

namespace hookctl::flow {

/// What a schedule learns of an attempt that began `at` on its clock; a date in `Retry-After` is counted from `wall`.
retry::Attempted heard_by(const retry::Schedule& schedule, const wire::Sent& sent, Instant at, Instant wall);

/// Fills in how an attempt ended and whether it was accepted, in time.
void judge_simulated(Attempt& attempt, const wire::Sent& sent, const SimulateOptions& options);

}  // namespace hookctl::flow
