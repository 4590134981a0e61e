#include "base/units.h"

#include <fmt/compile.h>
#include <fmt/format.h>

#include <array>
#include <charconv>
#include <optional>

namespace hookctl {
namespace {

struct Unit {
  std::string_view name;
  double factor;
};

constexpr std::array time_units{Unit{"ms", 1}, Unit{"s", 1'000}, Unit{"m", 60'000}, Unit{"h", 3'600'000}};
constexpr std::array size_units{Unit{"", 1}, Unit{"B", 1}, Unit{"KiB", 1024}, Unit{"MiB", 1024.0 * 1024},
                                Unit{"GiB", 1024.0 * 1024 * 1024}};

/// `12.5ms` as 12.5 times the factor of `ms`; nothing when the number or the unit is not one of ours.
template <std::size_t N>
std::optional<double> read_quantity(std::string_view text, const std::array<Unit, N>& units) {
  if (text.empty() || text.front() < '0' || text.front() > '9') return std::nullopt;
  double amount = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), amount, std::chars_format::fixed);
  if (problem != std::errc{}) return std::nullopt;
  const std::string_view name(end, text.data() + text.size() - end);
  for (const auto& unit : units) {
    if (name == unit.name && amount * unit.factor < 1e15) return amount * unit.factor;
  }
  return std::nullopt;
}

/// A unit, the next smaller one, and the seconds in it; sixty of the smaller make one of it.
struct Step {
  std::string_view unit;
  std::string_view rest;
  std::int64_t seconds;
};

/// A number of hundredths with as many decimals as it needs: 105 as `1.05 ms`, 150 as `1.5 ms`.
std::string of_hundredths(std::int64_t count, std::string_view unit) {
  const auto digit = [](std::int64_t value) { return static_cast<char>('0' + value); };
  auto text = std::to_string(count / 100);
  if (const auto rest = count % 100; rest > 0) {
    text.append(1, '.').append(1, digit(rest / 10));
    if (rest % 10 > 0) text += digit(rest % 10);
  }
  text.append(1, ' ').append(unit);
  return text;
}

std::string of_tenths(std::uint64_t bytes, std::uint64_t unit, std::string_view name) {
  const auto tenths = bytes / unit * 10 + (bytes % unit * 10 + unit / 2) / unit;
  return fmt::format(FMT_COMPILE("{}.{} {}"), tenths / 10, tenths % 10, name);
}

}  // namespace

Result<Millis> parse_duration(std::string_view text) {
  const auto amount = read_quantity(text, time_units);
  if (!amount) return Error{fmt::format("cannot read '{}' as a duration", text), "write it as 250ms, 10s, 5m or 2h"};
  return Millis{static_cast<Millis::rep>(*amount + 0.5)};
}

std::string to_text(Micros duration) {
  const auto micros = duration.count();
  if (micros < 10'000) return of_hundredths((micros + 5) / 10, "ms");
  if (micros < 1'000'000) return fmt::format(FMT_COMPILE("{} ms"), (micros + 500) / 1'000);
  if (micros < 60'000'000) return of_hundredths((micros + 5'000) / 10'000, "s");
  const auto seconds = (micros + 500'000) / 1'000'000;
  const auto coarse = seconds < 3600 ? Step{"min", "s", 60} : Step{"h", "min", 3600};
  const auto rest = (seconds % coarse.seconds) * 60 / coarse.seconds;
  return rest == 0 ? fmt::format("{} {}", seconds / coarse.seconds, coarse.unit)
                   : fmt::format("{} {} {} {}", seconds / coarse.seconds, coarse.unit, rest, coarse.rest);
}

Result<std::uint64_t> parse_size(std::string_view text) {
  const auto amount = read_quantity(text, size_units);
  if (!amount) return Error{fmt::format("cannot read '{}' as a size", text), "write it as 500, 64KiB or 1MiB"};
  return static_cast<std::uint64_t>(*amount);
}

std::string size_text(std::uint64_t bytes) {
  constexpr std::uint64_t kibi = 1024;
  if (bytes < kibi) return fmt::format(FMT_COMPILE("{} B"), bytes);
  if (bytes < kibi * kibi) return of_tenths(bytes, kibi, "KiB");
  if (bytes < kibi * kibi * kibi) return of_tenths(bytes, kibi * kibi, "MiB");
  return of_tenths(bytes, kibi * kibi * kibi, "GiB");
}

Result<std::uint64_t> parse_number(std::string_view text, std::uint64_t low, std::uint64_t high) {
  std::uint64_t value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc{} || end != text.data() + text.size() || value < low || value > high) {
    return Error{fmt::format("cannot use '{}' here", text),
                 fmt::format("give a whole number from {} to {}", low, high)};
  }
  return value;
}

}  // namespace hookctl
