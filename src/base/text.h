#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"

namespace hookctl {

/// Bytes from outside, safe to print: C0, DEL, C1 (raw or as UTF-8), bidi controls and invalid UTF-8 become `\xNN`.
std::string escape_for_terminal(ByteView bytes);

/// Whether the bytes are well-formed UTF-8 (RFC 3629: no overlong forms, no surrogates, at most U+10FFFF).
bool is_utf8(ByteView bytes);

/// Whether texts of the same length are equal but for the case of ASCII letters.
bool equal_but_for_case(std::string_view left, std::string_view right);

/// ASCII case-insensitive equality, as header names need it. Most names differ in length, which is told without a call.
inline bool iequals(std::string_view left, std::string_view right) {
  return left.size() == right.size() && equal_but_for_case(left, right);
}

/// The length of a name as one of 64 bits; names whose bits differ are not equal.
constexpr std::uint64_t length_bit(std::string_view name) { return std::uint64_t{1} << (name.size() % 64); }

/// The value of a hex digit of either case, or -1.
constexpr int hex_value(char digit) {
  const unsigned number = static_cast<unsigned char>(digit) - unsigned{'0'};
  const unsigned letter = (static_cast<unsigned char>(digit) | 0x20u) - unsigned{'a'};
  // Without a jump: which digit comes next cannot be foreseen.
  return number <= 9 ? static_cast<int>(number) : letter <= 5 ? static_cast<int>(letter + 10) : -1;
}

/// Without spaces and tabs at both ends.
std::string_view trim(std::string_view text);

/// The parts between separators; an empty text has one empty part.
std::vector<std::string_view> split(std::string_view text, char separator);

/// Whether a pattern is the whole text; `*` in it stands for any characters, also none.
bool matches_pattern(std::string_view text, std::string_view pattern);

/// The known word that a mistyped one most likely means, or nothing when none is near.
std::optional<std::string_view> nearest(std::string_view word, std::span<const std::string_view> known);

/// `did you mean 'github'?`, or `known: a, b, c` when nothing is near.
std::string did_you_mean(std::string_view word, std::span<const std::string_view> known);

}  // namespace hookctl
