#pragma once

#include <string>

#include "provider/provider.h"
#include "retry/schedule.h"

namespace hookctl::report {

/// The timetable of a schedule, which of its figures are documented and which assumed, its rules and its source.
std::string plan_text(const provider::Provider& provider, const retry::Schedule& schedule);

/// The same as JSON: an `attempt` for each.
std::string plan_json(const retry::Schedule& schedule);

}  // namespace hookctl::report
