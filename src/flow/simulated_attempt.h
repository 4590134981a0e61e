#pragma once

#include "flow/attempt.h"
#include "flow/simulate_options.h"
#include "wire/sender.h"

namespace hookctl::flow {

/// An answer that came after the time limit is none to a provider, however little late it was.
wire::Sent within(Millis limit, wire::Sent sent);

/// What a schedule learns of an attempt that began `at` on its clock; a date in `Retry-After` is counted from `wall`.
retry::Attempted heard_by(const retry::Schedule& schedule, const wire::Sent& sent, Instant at, Instant wall);

/// Fills in how an attempt ended and whether it was accepted, in time.
void judge_simulated(Attempt& attempt, const wire::Sent& sent, const SimulateOptions& options);

}  // namespace hookctl::flow
