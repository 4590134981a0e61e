#pragma once

#include <string>

#include "flow/attempt.h"
#include "flow/simulate.h"
#include "provider/provider.h"
#include "report/ink.h"

namespace hookctl::report {

/// What the lines of a simulation show besides: the event's id where there are several, real times where the schedule's
/// clock runs faster.
struct SimulatedColumns {
  bool id = false;
  bool real_time = false;
};

/// One line for one attempt of a simulated delivery, with its time on the schedule's clock.
std::string simulated_text(const flow::Attempt& attempt, SimulatedColumns columns, Colour colour);

/// The same as JSON: `attempt`, with `real_ms`.
std::string simulated_json(const flow::Attempt& attempt);

/// How a delivery ended, why that is not as it should be, and what the provider would do now.
std::string delivery_end_text(const flow::DeliveryEnd& end, const provider::Provider& provider,
                              SimulatedColumns columns, Colour colour);
std::string delivery_end_json(const flow::DeliveryEnd& end);

/// How many deliveries ended how.
std::string simulate_summary_text(const flow::SimulateSummary& summary, Colour colour);
/// The same as JSON; of a single delivery also how it ended.
std::string simulate_summary_json(const flow::SimulateSummary& summary, const flow::DeliveryEnd& last);

}  // namespace hookctl::report
