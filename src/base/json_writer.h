#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <concepts>
#include <cstddef>

#include "base/bytes.h"
#include "base/text_writer.h"

/// Compact JSON, member by member: `key<"v", '{'>(out)`, a value, `key<"type">(out)`, a value, `}`.
namespace hookctl::json {

/// A member's name, which needs no escapes.
template <std::size_t size>
struct Name {
  std::array<char, size> text;

  consteval Name(const char (&literal)[size]) : text(std::to_array(literal)) {}
};

/// The name with its punctuation: `,"seq":`.
template <Name name, char before>
inline constexpr auto punctuated = [] {
  constexpr auto length = name.text.size() - 1;
  std::array<char, length + 4> out{before, '"'};
  std::copy_n(name.text.begin(), length, out.begin() + 2);
  out[length + 2] = '"';
  out[length + 3] = ':';
  return out;
}();

/// Begins a member: the first of an object with `{`, another with a comma.
template <Name name, char before = ','>
void key(TextWriter& out) {
  constexpr auto& text = punctuated<name, before>;
  out.add(std::string_view(text.data(), text.size()));
}

/// A string of characters that need no escapes: a word of ours.
inline void add_word(TextWriter& out, std::string_view word) {
  out.add('"');
  out.add(word);
  out.add('"');
}

/// A string, as `append_string` writes it.
void add_string(TextWriter& out, ByteView text);

inline void add_number(TextWriter& out, std::integral auto number) {
  const fmt::format_int digits(number);
  out.add(std::string_view(digits.data(), digits.size()));
}
/// The shortest text that reads as this number.
void add_number(TextWriter& out, double number);

inline void add_flag(TextWriter& out, bool flag) {
  out.add(flag ? std::string_view("true") : std::string_view("false"));
}
inline void add_null(TextWriter& out) { out.add(std::string_view("null")); }

}  // namespace hookctl::json
