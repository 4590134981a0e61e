#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "retry/schedule.h"

namespace hookctl::retry {

/// When the attempts of a schedule of one's own are made.
struct Timing {
  std::vector<Millis> delays = {};
  std::optional<Millis> window = {};
  double jitter = 0;
};

/// Reads a schedule of one's own:
///
///     1s,5s,30s                                                   these delays, one after the other
///     exponential:base=10s,factor=3,max=15m,window=2h,jitter=0.1  growing delays, none above `max`
///
/// `factor` is 2 where it is left out. With `retries` there are so many: of a list the first ones, its last delay again
/// where it is too short. An exponential schedule needs a window or a number of retries.
Result<Timing> parse_timing(std::string_view text, std::optional<std::size_t> retries);

/// So many of these delays, the last one again where they are too few. Fails where there is none.
Result<std::vector<Millis>> this_many(std::span<const Millis> delays, std::size_t retries);

/// What `5xx,429,timeout,refused,reset` says: statuses, classes of them, and reasons for no answer.
struct Triggers {
  std::vector<StatusRange> answers = {};
  std::vector<NoAnswer> without = {};
};

Result<Triggers> parse_triggers(std::string_view text);

/// Reads `410,4xx`.
Result<std::vector<StatusRange>> parse_statuses(std::string_view text);

}  // namespace hookctl::retry
