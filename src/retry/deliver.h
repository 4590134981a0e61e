#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <vector>

#include "base/clock.h"
#include "retry/schedule.h"

namespace hookctl::retry {

/// Makes one attempt within its time limit and yields the status of its answer, or nothing when none came.
/// `number` counts from 1. Signing lives here, so that every attempt is signed anew.
using Send = std::function<std::optional<int>(int number, Millis limit)>;

/// Draws from [0, 1) for the jitter.
using Draw = std::function<double()>;

/// All attempts of one delivery, and why there was no further one; no `finish` means it was stopped.
struct Delivery {
  std::vector<Attempted> attempts = {};
  std::optional<Finish> finish = {};
};

/// Delivers by a schedule: sends, asks `next`, waits, until it says finish or `stop` is requested.
Delivery deliver(const Schedule& schedule, const Send& send, const Draw& draw, Clock& clock,
                 const std::stop_token& stop);

}  // namespace hookctl::retry
