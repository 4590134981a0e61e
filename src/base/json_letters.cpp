#include "base/json_letters.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <iterator>

#include "base/text.h"
#include "base/unicode.h"

namespace hookctl::json {
namespace {

/// One character of a string as it stands there: its code point and its own bytes.
struct Letter {
  char32_t code;
  ByteView raw;
};

constexpr char32_t no_character = 0xffffffff;  // a lone surrogate or malformed UTF-8: kept as it is

char32_t escaped_unit(ByteView at) {
  char32_t unit = 0;
  for (int i = 2; i < 6; ++i) unit = unit << 4 | static_cast<char32_t>(hex_value(at[i]));
  return unit;
}

bool is_unicode_escape(ByteView at) { return at.size() >= 6 && at[0] == '\\' && at[1] == 'u'; }

Letter read_escape(ByteView rest) {
  constexpr std::string_view letters = "bfnrt", values = "\b\f\n\r\t";
  if (rest[1] != 'u') {
    const auto special = letters.find(rest[1]);
    return {static_cast<unsigned char>(special == letters.npos ? rest[1] : values[special]), rest.substr(0, 2)};
  }
  const auto first = escaped_unit(rest);
  if (first < 0xd800 || first > 0xdfff) return {first, rest.substr(0, 6)};
  const auto second = first < 0xdc00 && is_unicode_escape(rest.substr(6)) ? escaped_unit(rest.substr(6)) : 0;
  if (second < 0xdc00 || second > 0xdfff) return {no_character, rest.substr(0, 6)};
  return {0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00), rest.substr(0, 12)};
}

Letter read_letter(ByteView rest) {
  if (rest.front() == '\\') return read_escape(rest);
  const auto [code, size] = first_character(rest);
  return {code ? *code : no_character, rest.substr(0, size)};
}

void append_escape(Bytes& out, char32_t code, Letters letters) {
  const auto unit = [&](char32_t value) {
    const auto number = static_cast<std::uint32_t>(value);
    if (letters == Letters::escaped_upper) {
      fmt::format_to(std::back_inserter(out), "\\u{:04X}", number);
    } else {
      fmt::format_to(std::back_inserter(out), "\\u{:04x}", number);
    }
  };
  if (code < 0x10000) return unit(code);
  unit(0xd800 + ((code - 0x10000) >> 10));
  unit(0xdc00 + ((code - 0x10000) & 0x3ff));
}

void append_slash(Bytes& out, const Letter& letter, Slashes slashes) {
  if (slashes == Slashes::as_is) {
    out += letter.raw;
  } else {
    out += slashes == Slashes::bare ? "/" : "\\/";
  }
}

bool is_markup(char32_t code, Markup markup) {
  if (code == '<' || code == '>' || code == '&') return true;
  if (markup == Markup::go) return code == 0x2028 || code == 0x2029;
  return markup == Markup::dotnet && code < 0x80 &&
         std::string_view("\"'+`").find(static_cast<char>(code)) != ByteView::npos;
}

void append_markup(Bytes& out, const Letter& letter, Markup markup) {
  switch (markup) {
    case Markup::as_is:
      out += letter.raw;
      return;
    case Markup::bare:
      out += static_cast<char>(letter.code);
      return;
    case Markup::go:
      return append_escape(out, letter.code, Letters::escaped_lower);
    case Markup::dotnet:
      return append_escape(out, letter.code, Letters::escaped_upper);
  }
}

/// A character of ASCII that no rule of its own covers: escapes that are not needed go, the case of the others follows.
void append_plain(Bytes& out, const Letter& letter, Letters letters) {
  if (!is_unicode_escape(letter.raw) || letters == Letters::as_is) {
    out += letter.raw;
  } else if (letter.code < 0x20 || letter.code == '"' || letter.code == '\\') {
    append_escape(out, letter.code, letters);
  } else {
    out += static_cast<char>(letter.code);
  }
}

void append_letter(Bytes& out, const Letter& letter, const Style& style) {
  if (letter.code == no_character) {
    out += letter.raw;
  } else if (letter.code == '/') {
    append_slash(out, letter, style.slashes);
  } else if (is_markup(letter.code, style.markup)) {
    append_markup(out, letter, style.markup);
  } else if (letter.code < 0x80) {
    append_plain(out, letter, style.letters);
  } else if (style.letters == Letters::as_is) {
    out += letter.raw;
  } else if (style.letters == Letters::utf8) {
    append_character(out, letter.code);
  } else {
    append_escape(out, letter.code, style.letters);
  }
}

/// Characters that every style writes alike.
bool is_indifferent(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ' ' || c == '_' ||
         c == '-' || c == '.' || c == ':' || c == ',' || c == '=';
}

bool is_integer(ByteView raw) { return raw.find_first_of(".eE") == raw.npos; }

}  // namespace

void append_restyled(Bytes& out, ByteView raw, const Style& style) {
  const bool as_is =
      style.letters == Letters::as_is && style.slashes == Slashes::as_is && style.markup == Markup::as_is;
  if (as_is) {
    out += raw;
    return;
  }
  out += '"';
  auto rest = raw.substr(1, raw.size() - 2);
  while (!rest.empty()) {
    const auto run =
        static_cast<std::size_t>(std::find_if_not(rest.begin(), rest.end(), is_indifferent) - rest.begin());
    out += rest.substr(0, run);
    rest.remove_prefix(run);
    if (rest.empty()) break;
    const auto letter = read_letter(rest);
    append_letter(out, letter, style);
    rest.remove_prefix(letter.raw.size());
  }
  out += '"';
}

void append_number(Bytes& out, ByteView raw, Numbers numbers) {
  if (numbers == Numbers::with_zero && is_integer(raw)) {
    out.append(raw).append(".0");
    return;
  }
  const bool has_fraction = raw.find('.') != raw.npos && raw.find_first_of("eE") == raw.npos;
  if (numbers == Numbers::shortest && has_fraction) {
    raw = raw.substr(0, raw.find_last_not_of('0') + 1);
    if (raw.ends_with('.')) raw.remove_suffix(1);
  }
  out += raw;
}

}  // namespace hookctl::json
