#include "retry/schedule.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace hookctl::retry {
namespace {

using Share = std::chrono::duration<double, std::micro>;

bool among(std::span<const StatusRange> ranges, int status) {
  return std::any_of(ranges.begin(), ranges.end(), [&](const StatusRange& range) { return range.contains(status); });
}

bool is_retried(const RetryOn& rule, const Attempted& last) {
  if (last.status) return among(rule.answers, *last.status);
  return std::find(rule.without.begin(), rule.without.end(), last.without) != rule.without.end();
}

bool is_final(const Schedule& schedule, const Attempted& last) {
  if (last.asks_to_stop || (last.status && among(schedule.permanent, *last.status))) return true;
  return schedule.retry_on && !is_retried(*schedule.retry_on, last);
}

/// The delay with its share of the jitter, and what the last answer changes about it.
Micros delay_after(const Schedule& schedule, Millis delay, const Attempted& last, double random) {
  Share due = Share(Micros(delay)) * (1 + schedule.jitter * (2 * random - 1));
  if (schedule.slow_down && last.status && among(schedule.slow_down->on, *last.status)) {
    due = std::max<Share>(due * schedule.slow_down->factor, schedule.slow_down->least);
  }
  if (schedule.retry_after && last.retry_after) {
    const auto low = due * schedule.retry_after->low;
    const auto high =
        schedule.retry_after->high ? due * *schedule.retry_after->high : Share(schedule.retry_after->most);
    due = std::clamp<Share>(*last.retry_after, low, std::max(low, high));
  }
  return std::chrono::duration_cast<Micros>(due);
}

}  // namespace

std::string_view to_text(Documented documented) {
  constexpr std::array<std::string_view, 3> words{"yes", "partly", "no"};
  return words[static_cast<std::size_t>(documented)];
}

void SoFar::add(const Attempted& attempt) {
  if (made++ == 0) first_at = attempt.at;
  last = attempt;
}

bool is_success(const Schedule& schedule, int status) {
  return schedule.success.empty() ? status >= 200 && status <= 299 : among(schedule.success, status);
}

std::string success_text(const Schedule& schedule) {
  return schedule.success.empty() ? "2xx" : to_text(schedule.success, ",");
}

std::string to_text(const StatusRange& range) {
  if (range.low == range.high) return fmt::format("{}", range.low);
  if (range.low % 100 == 0 && range.high == range.low + 99) return fmt::format("{}xx", range.low / 100);
  return fmt::format("{}-{}", range.low, range.high);
}

std::string to_text(std::span<const StatusRange> ranges, std::string_view between) {
  std::string text;
  for (const auto& range : ranges) text.append(text.empty() ? "" : between).append(to_text(range));
  return text;
}

Schedule for_body(Schedule schedule, std::size_t bytes) {
  if (schedule.large_body && bytes >= schedule.large_body->bytes) schedule.window = schedule.large_body->window;
  return schedule;
}

Millis time_limit(const Schedule& schedule, std::size_t made) {
  return made > 0 ? schedule.retry_timeout.value_or(schedule.timeout) : schedule.timeout;
}

Next next(const Schedule& schedule, const SoFar& so_far, Instant now, double random) {
  if (so_far.made == 0) return WaitUntil{now};
  const auto& last = so_far.last;
  if (last.status && is_success(schedule, *last.status)) return Finish::delivered;
  if (is_final(schedule, last)) return Finish::permanent;
  if (so_far.made > schedule.delays.size()) return Finish::exhausted;
  const auto due = last.ended + delay_after(schedule, schedule.delays[so_far.made - 1], last, random);
  if (schedule.window && due > so_far.first_at + *schedule.window) return Finish::exhausted;
  return WaitUntil{std::max(due, now)};
}

}  // namespace hookctl::retry
