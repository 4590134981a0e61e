#include "retry/retry_after.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string>
#include <vector>

#include "base/text.h"

namespace hookctl::retry {
namespace {

namespace chr = std::chrono;

constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr double longest = 365.0 * 86'400;  // nobody waits longer

std::optional<int> number(std::string_view text) {
  int value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc{} || end != text.data() + text.size() || value < 0) return std::nullopt;
  return value;
}

std::optional<chr::month> month(std::string_view name) {
  const auto found = std::find(months.begin(), months.end(), name);
  if (found == months.end()) return std::nullopt;
  return chr::month(static_cast<unsigned>(found - months.begin()) + 1);
}

/// `08:49:37`.
std::optional<Seconds> time_of_day(std::string_view text) {
  const auto parts = split(text, ':');
  if (parts.size() != 3) return std::nullopt;
  const auto hour = number(parts[0]), minute = number(parts[1]), second = number(parts[2]);
  if (!hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
  return chr::hours{*hour} + chr::minutes{*minute} + Seconds{*second};
}

/// The words of a date in the order day, month, year, time, whatever its form.
struct Words {
  std::string_view day, month, year, time;
};

/// `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT`, `Sun Nov  6 08:49:37 1994`.
std::optional<Words> words_of(std::string_view date) {
  std::vector<std::string_view> parts;
  for (const auto word : split(date, ' ')) {
    if (!word.empty()) parts.push_back(word);
  }
  if (parts.size() == 6 && parts[5] == "GMT") return Words{parts[1], parts[2], parts[3], parts[4]};
  if (parts.size() == 5) return Words{parts[2], parts[1], parts[4], parts[3]};
  if (parts.size() != 4 || parts[3] != "GMT") return std::nullopt;
  const auto dashed = split(parts[1], '-');
  if (dashed.size() != 3) return std::nullopt;
  return Words{dashed[0], dashed[1], dashed[2], parts[2]};
}

std::optional<Instant> read_date(std::string_view text) {
  const auto words = words_of(text);
  if (!words) return std::nullopt;
  const auto day = number(words->day), year = number(words->year);
  const auto named = month(words->month);
  const auto time = time_of_day(words->time);
  if (!day || !year || !named || !time) return std::nullopt;
  // Of two digits nobody means a year of the century before.
  const chr::year_month_day date{chr::year{*year < 100 ? *year + 2000 : *year}, *named,
                                 chr::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return std::nullopt;
  return Instant(chr::sys_days(date)) + *time;
}

/// `120`, `1.5`.
std::optional<Millis> read_seconds(std::string_view text) {
  if (text.empty() || text.front() < '0' || text.front() > '9') return std::nullopt;
  double seconds = 0;
  const auto* end = text.data() + text.size();
  const auto [read, problem] = std::from_chars(text.data(), end, seconds, std::chars_format::fixed);
  if (problem != std::errc{} || read != end) return std::nullopt;
  return Millis{static_cast<Millis::rep>(std::ceil(std::min(seconds, longest)) * 1000)};
}

}  // namespace

std::optional<Millis> parse_retry_after(std::string_view value, Instant now) {
  const auto text = trim(value);
  if (const auto seconds = read_seconds(text)) return seconds;
  const auto date = read_date(text);
  if (!date) return std::nullopt;
  return std::max(Millis{0}, chr::ceil<Millis>(*date - now));
}

}  // namespace hookctl::retry
