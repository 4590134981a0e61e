#include "signature/explain_time.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cstdlib>

#include "base/units.h"
#include "signature/age.h"
#include "signature/received.h"

namespace hookctl::signature {
namespace {

constexpr Seconds near_enough{120};
constexpr Seconds half_hour{1'800};
constexpr Seconds widest_zone{14 * 3'600};

struct UnitRow {
  std::string_view name;
  std::int64_t per_second;
};

constexpr std::array units{UnitRow{"seconds", 1}, UnitRow{"milliseconds", 1'000}, UnitRow{"microseconds", 1'000'000},
                           UnitRow{"nanoseconds", 1'000'000'000}};

std::string_view due(TimeUnit unit) {
  switch (unit) {
    case TimeUnit::seconds:
      return "seconds";
    case TimeUnit::millis:
      return "milliseconds";
    case TimeUnit::iso:
      return "an RFC 3339 time";
  }
  return "";
}

/// The unit in which a number is a time within a century of ours, and that time.
struct Guess {
  std::string_view unit;
  Instant at;
};

std::optional<Guess> guess(std::string_view text) {
  const auto whole = text.substr(0, text.find('.'));
  std::int64_t number = 0;
  const auto [end, problem] = std::from_chars(whole.data(), whole.data() + whole.size(), number);
  if (problem == std::errc{} && end == whole.data() + whole.size() && number > 0) {
    for (const auto& unit : units) {
      const auto seconds = number / unit.per_second;
      if (seconds >= 10'000'000'000) continue;
      return Guess{whole.size() == text.size() ? unit.name : "a fraction of seconds", Instant{Seconds{seconds}}};
    }
  }
  if (const auto at = parse_timestamp(TimeUnit::iso, text)) return Guess{"an RFC 3339 time", *at};
  return std::nullopt;
}

Cause time_cause(std::string change, std::string_view advice) {
  return {Class::time, std::move(change), std::string(advice)};
}

bool is_zone_offset(Seconds skew) {
  const auto size = std::chrono::abs(skew);
  const auto rest = size % half_hour;
  return size > half_hour - near_enough && size <= widest_zone + near_enough &&
         (rest <= near_enough || rest >= half_hour - near_enough);
}

std::string zone_text(Seconds skew) {
  const auto halves = (std::chrono::abs(skew) + near_enough) / half_hour;
  return fmt::format("{}{:02}:{:02}", skew < Seconds{0} ? '-' : '+', halves / 2, halves % 2 * 30);
}

/// `8 min 20 s`, `12 days 5 h`, `3 years 7 days`: no finer than helps to see what happened.
std::string span_text(Seconds span) {
  constexpr Seconds day{86'400};
  constexpr std::int64_t days_a_year = 365;
  const auto days = span / day;
  if (days < 2) return hookctl::to_text(Micros{span});
  if (days < days_a_year) {
    const auto hours = std::chrono::duration_cast<std::chrono::hours>(span % day).count();
    return hours == 0 ? fmt::format("{} days", days) : fmt::format("{} days {} h", days, hours);
  }
  const auto years = days / days_a_year, rest = days % days_a_year;
  const auto text = fmt::format("{} {}", years, years == 1 ? "year" : "years");
  return rest == 0 ? text : fmt::format("{} {} {}", text, rest, rest == 1 ? "day" : "days");
}

}  // namespace

std::optional<Cause> explain_time(const Scheme& scheme, std::string_view timestamp, Instant now) {
  const auto found = guess(timestamp);
  if (!found) return std::nullopt;
  if (found->unit != due(scheme.unit)) {
    return time_cause(fmt::format("timestamp read as {} instead of {}", found->unit, due(scheme.unit)),
                      "The signature is right; have the sender write the timestamp in the unit this scheme says");
  }
  if (judge_age(found->at, scheme.tolerance, now, {.reason = Reason::valid}).reason == Reason::valid)
    return std::nullopt;
  const auto skew = std::chrono::floor<Seconds>(found->at) - std::chrono::floor<Seconds>(now);
  const auto shown = span_text(std::chrono::abs(skew));
  if (is_zone_offset(skew)) {
    return time_cause(fmt::format("clock moved by {}, a time zone's offset", zone_text(skew)),
                      "The signature is right; one side takes its local time for UTC: use Unix time on both");
  }
  if (skew > Seconds{0}) {
    return time_cause(fmt::format("clock moved {} ahead", shown),
                      "The signature is right; the clock here is slow or the sender's is fast: synchronise both (NTP)");
  }
  return time_cause(
      fmt::format("clock moved {} back", shown),
      "The signature is right; this is a late retry or a replay, or the clock here is fast: check it as of "
      "its arrival with --now, or have it sent anew");
}

}  // namespace hookctl::signature
