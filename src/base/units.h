#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"

namespace hookctl {

/// Reads `250ms`, `10s`, `5m`, `2h` (a decimal fraction is allowed: `1.5s`). Fails without a unit, on signs and
/// overflow.
Result<Millis> parse_duration(std::string_view text);

/// The shortest form a person reads at a glance: `250 ms`, `1.02 s`, `35 min 5 s`, `2 h`.
std::string to_text(Micros duration);

/// As a number, for outputs that say the unit themselves.
constexpr double in_millis(Micros duration) { return static_cast<double>(duration.count()) / 1e3; }
constexpr double in_seconds(Micros duration) { return static_cast<double>(duration.count()) / 1e6; }

/// Reads a number of bytes: `64KiB`, `1MiB`, `2GiB`, `500` (bytes).
Result<std::uint64_t> parse_size(std::string_view text);

/// `812 B`, `16.2 KiB`, `3.0 MiB`.
std::string size_text(std::uint64_t bytes);

/// Reads a whole number between `low` and `high`; leading zeros are decimal, signs and spaces are refused.
Result<std::uint64_t> parse_number(std::string_view text, std::uint64_t low, std::uint64_t high);

}  // namespace hookctl
