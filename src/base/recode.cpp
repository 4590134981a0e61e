#include "base/recode.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace hookctl {
namespace {

struct Entity {
  std::string_view text;
  char character;
};

constexpr std::array entities{Entity{"&amp;", '&'},   Entity{"&quot;", '"'},  Entity{"&lt;", '<'},
                              Entity{"&gt;", '>'},    Entity{"&#39;", '\''},  Entity{"&#34;", '"'},
                              Entity{"&apos;", '\''}, Entity{"&#x27;", '\''}, Entity{"&#x2F;", '/'}};
constexpr std::size_t escaped_by_pages = 4;  // the first entities are those a page escapes

bool is_escape(ByteView at) { return at.size() >= 3 && at[0] == '%' && hex_value(at[1]) >= 0 && hex_value(at[2]) >= 0; }

char escaped_byte(ByteView at) { return static_cast<char>(hex_value(at[1]) << 4 | hex_value(at[2])); }

bool needs_no_escape(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
         c == '.' || c == '~';
}

void append_escaped(Bytes& out, char c, HexCase hex) {
  const std::string_view digits = hex == HexCase::upper ? "0123456789ABCDEF" : "0123456789abcdef";
  const auto byte = static_cast<unsigned char>(c);
  out += '%';
  out += digits[byte >> 4];
  out += digits[byte & 15];
}

}  // namespace

Bytes html_unescaped(ByteView text) {
  Bytes out;
  while (!text.empty()) {
    const auto plain = std::min(text.find('&'), text.size());
    out += text.substr(0, plain);
    text.remove_prefix(plain);
    if (text.empty()) break;
    const auto found = std::find_if(entities.begin(), entities.end(),
                                    [&](const Entity& entity) { return text.starts_with(entity.text); });
    out += found == entities.end() ? '&' : found->character;
    text.remove_prefix(found == entities.end() ? 1 : found->text.size());
  }
  return out;
}

Bytes html_escaped(ByteView text) {
  Bytes out;
  for (const char c : text) {
    const auto end = entities.begin() + escaped_by_pages;
    const auto found = std::find_if(entities.begin(), end, [&](const Entity& entity) { return entity.character == c; });
    if (found == end) {
      out += c;
    } else {
      out += found->text;
    }
  }
  return out;
}

Bytes form_rewritten(ByteView body, FormSpace space, HexCase hex) {
  Bytes out;
  while (!body.empty()) {
    const bool escape = is_escape(body);
    const char c = escape ? escaped_byte(body) : body.front() == '+' ? ' ' : body.front();
    const bool separator = !escape && (c == '&' || c == '=');
    if (separator || needs_no_escape(c)) {
      out += c;
    } else if (c == ' ' && space == FormSpace::plus) {
      out += '+';
    } else {
      append_escaped(out, c, hex);
    }
    body.remove_prefix(escape ? 3 : 1);
  }
  return out;
}

Bytes percent_decoded(ByteView text) {
  Bytes out;
  while (!text.empty()) {
    const bool escape = is_escape(text);
    out += escape ? escaped_byte(text) : text.front();
    text.remove_prefix(escape ? 3 : 1);
  }
  return out;
}

}  // namespace hookctl
