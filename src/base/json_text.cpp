#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

#include "base/json.h"
#include "base/json_plain.h"
#include "base/json_writer.h"
#include "base/text.h"

namespace hookctl::json {
namespace {

void append_utf8(Bytes& out, std::uint32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xc0 | c >> 6);
    out += static_cast<char>(0x80 | (c & 0x3f));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xe0 | c >> 12);
    out += static_cast<char>(0x80 | (c >> 6 & 0x3f));
    out += static_cast<char>(0x80 | (c & 0x3f));
  } else {
    out += static_cast<char>(0xf0 | c >> 18);
    out += static_cast<char>(0x80 | (c >> 12 & 0x3f));
    out += static_cast<char>(0x80 | (c >> 6 & 0x3f));
    out += static_cast<char>(0x80 | (c & 0x3f));
  }
}

std::uint32_t read_hex4(ByteView digits) {
  std::uint32_t value = 0;
  for (int i = 0; i < 4; ++i) value = value << 4 | static_cast<std::uint32_t>(hex_value(digits[i]));
  return value;
}

/// The character of a `\u` escape that starts at `digits`; takes the second half of a surrogate pair with it.
std::uint32_t read_unicode_escape(ByteView digits, std::size_t& used) {
  const auto first = read_hex4(digits);
  used = 4;
  if (first < 0xd800 || first > 0xdfff) return first;
  const bool pair = first < 0xdc00 && digits.size() >= 10 && digits[4] == '\\' && digits[5] == 'u';
  const auto second = pair ? read_hex4(digits.substr(6)) : 0;
  if (second < 0xdc00 || second > 0xdfff) return 0xfffd;
  used = 10;
  return 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00);
}

/// How each byte stands in a string: 0 as it is, `u` as `\u00NN`, any other letter behind a backslash.
constexpr auto escapes = [] {
  std::array<char, 256> letters{};
  for (std::size_t c = 0; c < 0x20; ++c) letters[c] = 'u';
  constexpr std::string_view short_ones = "\"\\\b\f\n\r\t", their_letters = "\"\\bfnrt";
  for (std::size_t i = 0; i < short_ones.size(); ++i)
    letters[static_cast<std::uint8_t>(short_ones[i])] = their_letters[i];
  return letters;
}();

/// Adds a byte that cannot stand in a string as it is.
void add_escaped(TextWriter& out, char c) {
  const auto byte = static_cast<std::uint8_t>(c);
  const char letter = escapes[byte];
  out.add('\\');
  out.add(letter);
  if (letter != 'u') return;
  constexpr std::string_view hex = "0123456789abcdef";
  out.add(std::string_view("00"));
  out.add(hex[byte >> 4]);
  out.add(hex[byte & 15]);
}

/// Adds a text in blocks, and leaves what is shorter than one. Each is copied whole, and counts up to its first byte
/// that cannot stand there as it is.
template <std::size_t count>
void add_blocks(TextWriter& out, ByteView& text) {
  while (text.size() >= count) {
    std::memcpy(out.room(count), text.data(), count);
    const auto plain = plain_in_block<count>(text.data());
    out.advance(plain);
    if (plain < count) add_escaped(out, text[plain]);
    text.remove_prefix(std::min(plain + 1, count));
  }
}

}  // namespace

Bytes text_of(const Token& token) {
  if (token.kind != Kind::string) return Bytes(token.raw);
  auto rest = token.raw.substr(1, token.raw.size() - 2);
  Bytes out;
  out.reserve(rest.size());
  while (!rest.empty()) {
    const auto plain = std::min(rest.find('\\'), rest.size());
    out += rest.substr(0, plain);
    rest.remove_prefix(plain);
    if (rest.empty()) break;
    constexpr std::string_view letters = "bfnrt", values = "\b\f\n\r\t";
    const char c = rest[1];
    rest.remove_prefix(2);
    if (c == 'u') {
      std::size_t used = 0;
      append_utf8(out, read_unicode_escape(rest, used));
      rest.remove_prefix(used);
    } else {
      const auto special = letters.find(c);
      out += special == letters.npos ? c : values[special];
    }
  }
  return out;
}

void add_string(TextWriter& out, ByteView text) {
  out.add('"');
  add_blocks<16>(out, text);
  add_blocks<8>(out, text);
  for (const char c : text) is_special(c) ? add_escaped(out, c) : out.add(c);
  out.add('"');
}

void add_number(TextWriter& out, double number) {
  constexpr std::size_t longest = 32;
  auto* const at = out.room(longest);
  out.advance(static_cast<std::size_t>(fmt::format_to(at, "{}", number) - at));
}

void append_string(std::string& out, ByteView text) {
  TextWriter writer(out);
  add_string(writer, text);
}

}  // namespace hookctl::json
