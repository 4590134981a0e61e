#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

#include "base/bytes.h"

namespace hookctl::json {

/// Whether a byte cannot stand in a JSON string as it is.
constexpr bool is_special(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\'; }

/// Bytes that the processor compares all at once.
template <std::size_t count>
using Block [[gnu::vector_size(count)]] = unsigned char;

/// How many of a block's bytes stand before the first that has its bits set; the others have none.
template <std::size_t count>
std::size_t bytes_before(const Block<count>& marks) {
  std::array<std::uint64_t, count / 8> words;
  std::memcpy(words.data(), &marks, count);
  std::size_t i = 0;
  while (i < words.size() && words[i] == 0) ++i;
  if (i == words.size()) return count;
  const int clear =
      std::endian::native == std::endian::little ? std::countr_zero(words[i]) : std::countl_zero(words[i]);
  return i * 8 + static_cast<std::size_t>(clear) / 8;
}

#ifdef __SSE2__
/// The same with the instruction that there is for it, in a third of the time.
template <>
inline std::size_t bytes_before<16>(const Block<16>& marks) {
  using Signed [[gnu::vector_size(16)]] = char;
  const auto bits = static_cast<unsigned>(__builtin_ia32_pmovmskb128(reinterpret_cast<const Signed&>(marks)));
  return static_cast<std::size_t>(std::countr_zero(bits | 0x10000u));
}
#endif

/// How many bytes at the start of a block can stand in a JSON string as they are.
template <std::size_t count>
std::size_t plain_in_block(const char* bytes) {
  Block<count> block;
  std::memcpy(&block, bytes, count);
  return bytes_before<count>((block < 0x20) | (block == '"') | (block == '\\'));
}

/// How many bytes at the start of a text, which is at least a block long, can stand in a JSON string as they are.
template <std::size_t count>
std::size_t plain_length_by(ByteView text) {
  for (std::size_t at = 0; text.size() - at >= count; at += count) {
    if (const auto plain = plain_in_block<count>(text.data() + at); plain < count) return at + plain;
  }
  // The last block covers the rest, and some bytes again.
  const auto last = text.size() - count;
  return last + plain_in_block<count>(text.data() + last);
}

/// How many bytes at the start of a text can stand in a JSON string as they are.
inline std::size_t plain_length(ByteView text) {
  if (text.size() >= 16) return plain_length_by<16>(text);
  if (text.size() >= 8) return plain_length_by<8>(text);
  std::size_t length = 0;
  while (length < text.size() && !is_special(text[length])) ++length;
  return length;
}

}  // namespace hookctl::json
