#include "base/time_text.h"

#include <fmt/format.h>

#include <charconv>
#include <cstdint>
#include <optional>

namespace hookctl {
namespace {

namespace chr = std::chrono;

/// Takes fixed-width decimal fields and single characters off the front of a text.
struct Cursor {
  std::string_view rest;

  std::optional<int> digits(std::size_t width) {
    int value = 0;
    if (rest.size() < width) return std::nullopt;
    for (std::size_t i = 0; i < width; ++i) {
      if (rest[i] < '0' || rest[i] > '9') return std::nullopt;
      value = value * 10 + (rest[i] - '0');
    }
    rest.remove_prefix(width);
    return value;
  }

  bool one_of(std::string_view any) {
    if (rest.empty() || any.find(rest.front()) == any.npos) return false;
    rest.remove_prefix(1);
    return true;
  }
};

/// The digits after the decimal point, as microseconds; further digits are dropped.
std::optional<Micros> read_fraction(Cursor& cursor) {
  if (!cursor.one_of(".")) return Micros{0};
  int value = 0;
  int places = 0;
  while (const auto digit = cursor.digits(1)) {
    if (places < 6) value = value * 10 + *digit;
    ++places;
  }
  if (places == 0) return std::nullopt;
  for (; places < 6; ++places) value *= 10;
  return Micros{value};
}

std::optional<chr::minutes> read_offset(Cursor& cursor) {
  if (cursor.one_of("Zz")) return chr::minutes{0};
  if (cursor.rest.empty() || (cursor.rest.front() != '+' && cursor.rest.front() != '-')) return std::nullopt;
  const int sign = cursor.rest.front() == '-' ? -1 : 1;
  cursor.rest.remove_prefix(1);
  const auto hours = cursor.digits(2);
  if (!hours || *hours > 23 || !cursor.one_of(":")) return std::nullopt;
  const auto minutes = cursor.digits(2);
  if (!minutes || *minutes > 59) return std::nullopt;
  return sign * chr::minutes{*hours * 60 + *minutes};
}

std::optional<Instant> read_rfc3339(std::string_view text) {
  Cursor cursor{text};
  const auto year = cursor.digits(4);
  if (!year || !cursor.one_of("-")) return std::nullopt;
  const auto month = cursor.digits(2);
  if (!month || !cursor.one_of("-")) return std::nullopt;
  const auto day = cursor.digits(2);
  if (!day || !cursor.one_of("Tt ")) return std::nullopt;
  const auto hour = cursor.digits(2);
  if (!hour || *hour > 23 || !cursor.one_of(":")) return std::nullopt;
  const auto minute = cursor.digits(2);
  if (!minute || *minute > 59 || !cursor.one_of(":")) return std::nullopt;
  const auto second = cursor.digits(2);
  if (!second || *second > 60) return std::nullopt;
  const auto fraction = read_fraction(cursor);
  if (!fraction) return std::nullopt;
  const auto offset = read_offset(cursor);
  if (!offset || !cursor.rest.empty()) return std::nullopt;
  const chr::year_month_day date{chr::year{*year}, chr::month(*month), chr::day(*day)};
  if (!date.ok()) return std::nullopt;
  return Instant{chr::sys_days{date} + chr::hours{*hour} + chr::minutes{*minute} + chr::seconds{*second} + *fraction -
                 *offset};
}

/// Unix seconds up to the year 9999.
std::optional<Instant> read_unix_seconds(std::string_view text) {
  long long seconds = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (problem != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  if (seconds < 0 || seconds > 253'402'300'799) return std::nullopt;
  return Instant{Seconds{seconds}};
}

struct Civil {
  chr::year_month_day date;
  chr::hh_mm_ss<Micros> time;
};

Civil civil(Instant at) {
  const auto day = chr::floor<chr::days>(at);
  return {chr::year_month_day{day}, chr::hh_mm_ss<Micros>{at - day}};
}

/// Writes the last digits of a number; every record of a busy listener has a time, and RFC 3339 ends with the year
/// 9999.
template <std::size_t width>
void write_digits(char* to, std::int64_t value) {
  for (auto digit = width; digit-- > 0; value /= 10) to[digit] = static_cast<char>('0' + value % 10);
}

}  // namespace

std::string to_rfc3339(Instant at) {
  const auto [date, time] = civil(at);
  const auto year = static_cast<int>(date.year());
  std::string text = "0000-00-00T00:00:00.000000Z";
  write_digits<4>(&text[0], year);
  write_digits<2>(&text[5], static_cast<unsigned>(date.month()));
  write_digits<2>(&text[8], static_cast<unsigned>(date.day()));
  write_digits<2>(&text[11], time.hours().count());
  write_digits<2>(&text[14], time.minutes().count());
  write_digits<2>(&text[17], time.seconds().count());
  write_digits<6>(&text[20], time.subseconds().count());
  return text;
}

std::string to_clock_time(Instant at) {
  const auto time = civil(at).time;
  return fmt::format("{:02}:{:02}:{:02}.{:03}", time.hours().count(), time.minutes().count(), time.seconds().count(),
                     time.subseconds().count() / 1000);
}

std::string to_unix_seconds(Instant at) {
  return fmt::format("{}", chr::floor<Seconds>(at).time_since_epoch().count());
}

Result<Instant> parse_time(std::string_view text) {
  if (const auto at = read_rfc3339(text)) return *at;
  if (const auto at = read_unix_seconds(text)) return *at;
  return Error{fmt::format("cannot read '{}' as a time", text),
               "write RFC 3339 (2026-11-21T10:04:31Z) or Unix seconds (1758798328)"};
}

}  // namespace hookctl
