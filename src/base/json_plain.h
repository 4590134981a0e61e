#pragma once

#include <cstdint>
#include <cstring>

#include "base/bytes.h"

namespace hookctl::json {

/// Whether a byte cannot stand in a JSON string as it is.
constexpr bool is_special(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\'; }

/// Strings are looked at in blocks of this size.
inline constexpr std::size_t plain_block = sizeof(std::uint64_t);

/// Whether the first `plain_block` bytes of a text, which are there, can all stand in a JSON string as they are. All
/// are tested at once: a subtraction borrows from the top bit of just those bytes that are too small.
inline bool starts_plain(ByteView text) {
  constexpr std::uint64_t each = 0x0101010101010101, top = 0x80 * each;
  std::uint64_t word;
  std::memcpy(&word, text.data(), sizeof word);
  const auto any_below = [](std::uint64_t bytes, std::uint64_t limit) { return (bytes - limit * each) & ~bytes & top; };
  return (any_below(word, 0x20) | any_below(word ^ ('"' * each), 1) | any_below(word ^ ('\\' * each), 1)) == 0;
}

}  // namespace hookctl::json
