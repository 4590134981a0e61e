#include "retry/schedule.h"

#include <algorithm>
#include <array>

namespace hookctl::retry {
namespace {

bool among(std::span<const StatusRange> ranges, int status) {
  return std::any_of(ranges.begin(), ranges.end(), [&](const StatusRange& range) { return range.contains(status); });
}

/// The delay after one attempt, with its share of the jitter.
Micros drawn(Millis delay, double jitter, double random) {
  return std::chrono::duration_cast<Micros>(std::chrono::duration<double, std::micro>(Micros(delay)) *
                                            (1 + jitter * (2 * random - 1)));
}

}  // namespace

std::string_view to_text(Documented documented) {
  constexpr std::array<std::string_view, 3> words{"yes", "partly", "no"};
  return words[static_cast<std::size_t>(documented)];
}

bool is_success(const Schedule& schedule, int status) {
  return schedule.success.empty() ? status >= 200 && status <= 299 : among(schedule.success, status);
}

Schedule for_body(Schedule schedule, std::size_t bytes) {
  if (schedule.large_body && bytes >= schedule.large_body->bytes) schedule.window = schedule.large_body->window;
  return schedule;
}

Millis time_limit(const Schedule& schedule, std::size_t made) {
  return made > 0 ? schedule.retry_timeout.value_or(schedule.timeout) : schedule.timeout;
}

Next next(const Schedule& schedule, std::span<const Attempted> attempts, Instant now, double random) {
  if (attempts.empty()) return WaitUntil{now};
  const auto& last = attempts.back();
  if (last.status && is_success(schedule, *last.status)) return Finish::delivered;
  const bool is_final = last.status && among(schedule.permanent, *last.status);
  if (is_final) return Finish::permanent;
  if (attempts.size() > schedule.delays.size()) return Finish::exhausted;
  const auto due = last.ended + drawn(schedule.delays[attempts.size() - 1], schedule.jitter, random);
  if (schedule.window && due > attempts.front().at + *schedule.window) return Finish::exhausted;
  return WaitUntil{std::max(due, now)};
}

}  // namespace hookctl::retry
