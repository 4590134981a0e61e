#include "flow/blanks.h"

#include <fmt/format.h>

#include <array>

#include "base/text.h"
#include "base/time_text.h"
#include "crypto/digest.h"
#include "crypto/encoding.h"

namespace hookctl::flow {
namespace {

constexpr std::string_view opening = "{{";
constexpr std::string_view closing = "}}";

Result<Bytes> sign(const Blanks&, const std::string&) { return Bytes{}; }
Result<Bytes> open(const Blanks&, const std::string&) { return Bytes{opening}; }
Result<Bytes> uuid(const Blanks& blanks, const std::string&) { return Bytes(blanks.uuid); }
Result<Bytes> seconds(const Blanks& blanks, const std::string&) { return to_unix_seconds(blanks.now); }
Result<Bytes> iso(const Blanks& blanks, const std::string&) { return to_rfc3339(blanks.now); }
Result<Bytes> asset(const Blanks& blanks, const std::string& file) { return blanks.asset_url(file); }

Result<Bytes> variable(const Blanks& blanks, const std::string& name) {
  if (auto value = blanks.variable(name)) return *std::move(value);
  return Error{fmt::format("the variable {}, which stands in {{{{env:{}}}}}, is not set", escape_for_terminal(name),
                           escape_for_terminal(name)),
               "export it, or write the value into the fixture"};
}

struct Word {
  std::string_view word;  // what it begins with; the rest is its argument
  bool takes_argument;
  Result<Bytes> (*fill)(const Blanks& blanks, const std::string& argument);
};

constexpr std::array words{Word{"sign", false, sign},   Word{"open", false, open},   Word{"uuid", false, uuid},
                           Word{"now", false, seconds}, Word{"now:iso", false, iso}, Word{"env:", true, variable},
                           Word{"asset:", true, asset}};

/// The row of what stands between braces; null where that is no blank. An argument holds no braces.
const Word* find_word(std::string_view inside) {
  if (inside.find_first_of("{}") != inside.npos) return nullptr;
  for (const auto& row : words) {
    if (row.takes_argument ? inside.starts_with(row.word) : inside == row.word) return &row;
  }
  return nullptr;
}

/// What is between braces that open at the start of a text; nothing where they do not close.
std::string_view inside_of(ByteView text) {
  const auto end = text.find(closing, opening.size());
  return end == text.npos ? std::string_view{} : text.substr(opening.size(), end - opening.size());
}

/// Hands the parts of a text on: what stands between blanks, and each blank with its row.
template <typename Plain, typename Blank>
Result<void> visit(ByteView text, Plain plain, Blank blank) {
  while (true) {
    const auto at = text.find(opening);
    plain(text.substr(0, at));
    if (at == text.npos) return {};
    text.remove_prefix(at);
    const auto inside = inside_of(text);
    const auto* row = find_word(inside);
    if (row == nullptr) {
      plain(text.substr(0, 1));
      text.remove_prefix(1);
      continue;
    }
    if (auto done = blank(*row, inside); !done) return done;
    text.remove_prefix(opening.size() + inside.size() + closing.size());
  }
}

}  // namespace

Result<Bytes> filled(ByteView text, const Blanks& blanks) {
  Bytes out;
  const auto done = visit(
      text, [&](ByteView plain) { out += plain; },
      [&](const Word& row, std::string_view inside) -> Result<void> {
        const auto value = row.fill(blanks, std::string(inside.substr(row.word.size())));
        if (!value) return value.error();
        out += *value;
        return {};
      });
  if (!done) return done.error();
  return out;
}

bool has_blank(ByteView text, std::string_view word) {
  bool found = false;
  const auto done = visit(
      text, [](ByteView) {},
      [&](const Word&, std::string_view inside) -> Result<void> {
        found = found || inside == word;
        return {};
      });
  return done && found;
}

Bytes without_blanks(ByteView text) {
  Bytes out;
  const auto done = visit(
      text, [&](ByteView plain) { out += plain; },
      [&](const Word&, std::string_view inside) -> Result<void> {
        out += fmt::format("{{{{open}}}}{}{}", inside, closing);
        return {};
      });
  return done ? out : Bytes(text);
}

std::string fresh_uuid() {
  auto bytes = crypto::random_bytes(16);
  bytes[6] = static_cast<char>((bytes[6] & 0x0f) | 0x40);
  bytes[8] = static_cast<char>((bytes[8] & 0x3f) | 0x80);
  const auto hex = crypto::to_hex(bytes);
  return fmt::format("{}-{}-{}-{}-{}", hex.substr(0, 8), hex.substr(8, 4), hex.substr(12, 4), hex.substr(16, 4),
                     hex.substr(20));
}

}  // namespace hookctl::flow
