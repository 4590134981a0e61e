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

/// All bits of each byte that cannot stand in a JSON string as it is, eight bytes a word.
template <std::size_t count>
std::array<std::uint64_t, count / 8> special_bits(const char* bytes) {
  Block<count> block;
  std::memcpy(&block, bytes, count);
  const auto special = (block < 0x20) | (block == '"') | (block == '\\');
  std::array<std::uint64_t, count / 8> words;
  std::memcpy(words.data(), &special, count);
  return words;
}

/// How many of a block's bytes stand before the first whose bits are set.
template <std::size_t words>
std::size_t bytes_before(const std::array<std::uint64_t, words>& bits) {
  std::size_t i = 0;
  while (i < words && bits[i] == 0) ++i;
  if (i == words) return words * 8;
  const int clear = std::endian::native == std::endian::little ? std::countr_zero(bits[i]) : std::countl_zero(bits[i]);
  return i * 8 + static_cast<std::size_t>(clear) / 8;
}

/// How many bytes at the start of a text, which is at least a block long, can stand in a JSON string as they are.
template <std::size_t count>
std::size_t plain_length_by(ByteView text) {
  for (std::size_t at = 0; text.size() - at >= count; at += count) {
    if (const auto plain = bytes_before(special_bits<count>(text.data() + at)); plain < count) return at + plain;
  }
  // The last block covers the rest, and some bytes again.
  const auto last = text.size() - count;
  return last + bytes_before(special_bits<count>(text.data() + last));
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
