#pragma once

#include <vector>

#include "base/clock.h"
#include "retry/schedule.h"

namespace hookctl::flow {

/// An attempt as a schedule foresees it when every answer is a failure.
struct Planned {
  int number;
  Micros at;
  Micros delay;
};

/// The timetable of a schedule when every attempt fails in a way that is tried again: attempts take no time, jitter is
/// not applied.
std::vector<Planned> plan(const retry::Schedule& schedule);

}  // namespace hookctl::flow
