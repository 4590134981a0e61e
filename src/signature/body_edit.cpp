#include "signature/body_edit.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/json.h"
#include "base/json_rewrite.h"
#include "base/text.h"
#include "crypto/encoding.h"

namespace hookctl::signature {
namespace {

constexpr std::string_view mark = "\xef\xbb\xbf";

bool looks_like_form(ByteView body) {
  return !body.empty() && body.find('=') != body.npos && body.find_first_of("{}\"<> \r\n") == body.npos;
}

std::optional<Bytes> indented_without_newlines(ByteView body, std::string_view end) {
  const bool starts_indented = body.size() > 1 && (body[1] == ' ' || body[1] == '\t');
  if (!starts_indented || body.find('\n') != body.npos) return std::nullopt;
  constexpr std::array indents{json::Spacing::two_spaces, json::Spacing::four_spaces, json::Spacing::tab};
  for (const auto indent : indents) {
    auto form = json::rewritten(body, {.spacing = indent});
    if (form && without_newlines(*form) == body) return *std::move(form) + std::string(end);
  }
  return std::nullopt;
}

}  // namespace

std::optional<Bytes> without_final_newline(ByteView body) {
  if (!body.ends_with('\n')) return std::nullopt;
  body.remove_suffix(body.ends_with("\r\n") ? 2 : 1);
  return Bytes(body);
}

std::optional<Bytes> without_final_space(ByteView body) {
  return Bytes(body.substr(0, body.find_last_not_of(" \t\r\n") + 1));
}

std::optional<Bytes> without_mark(ByteView body) {
  if (!body.starts_with(mark)) return std::nullopt;
  return Bytes(body.substr(mark.size()));
}

std::optional<Bytes> with_mark(ByteView body) { return Bytes(mark).append(body); }

std::optional<Bytes> crlf_to_lf(ByteView body) {
  Bytes out;
  for (std::size_t i = 0; i < body.size(); ++i) {
    if (body.substr(i, 2) != "\r\n") out += body[i];
  }
  return out;
}

std::optional<Bytes> lf_to_crlf(ByteView body) {
  Bytes out;
  for (const char c : body) {
    if (c == '\n' && !out.ends_with('\r')) out += '\r';
    out += c;
  }
  return out;
}

std::optional<Bytes> without_newlines(ByteView body) {
  Bytes out(body);
  std::erase_if(out, [](char c) { return c == '\n' || c == '\r'; });
  return out;
}

std::optional<Bytes> with_newlines_back(ByteView body) { return indented_without_newlines(body, ""); }
std::optional<Bytes> with_all_newlines_back(ByteView body) { return indented_without_newlines(body, "\n"); }

std::optional<Bytes> form_with_plus(ByteView body) {
  if (!looks_like_form(body)) return std::nullopt;
  return form_rewritten(body, FormSpace::plus, HexCase::upper);
}

std::optional<Bytes> form_with_percent(ByteView body) {
  if (!looks_like_form(body)) return std::nullopt;
  return form_rewritten(body, FormSpace::percent, HexCase::upper);
}

std::optional<Bytes> form_in_lower_case(ByteView body) {
  if (!looks_like_form(body)) return std::nullopt;
  return form_rewritten(body, FormSpace::plus, HexCase::lower);
}

std::optional<Bytes> form_decoded(ByteView body) {
  if (!looks_like_form(body)) return std::nullopt;
  Bytes spaced(body);
  std::replace(spaced.begin(), spaced.end(), '+', ' ');
  return percent_decoded(spaced);
}

std::optional<Bytes> unwrapped_base64(ByteView body) {
  Bytes digits(body);
  std::erase_if(digits, [](char c) { return c == '\n' || c == '\r' || c == '"'; });
  auto decoded = crypto::from_base64(digits);
  return decoded ? decoded : crypto::from_base64url(digits);
}

std::optional<Bytes> wrapped_in_base64(ByteView body) { return crypto::to_base64(body); }

std::optional<Bytes> quoted_json(ByteView body) {
  if (!is_utf8(body)) return std::nullopt;
  Bytes out;
  json::append_string(out, body);
  return out;
}

std::optional<Bytes> unquoted_json(ByteView body) {
  const auto token = json::parse(body);
  if (!token || token->kind != json::Kind::string) return std::nullopt;
  return json::text_of(*token);
}

std::optional<Bytes> with_end_closed(ByteView body) {
  if (body.empty() || (body.front() != '{' && body.front() != '[')) return std::nullopt;
  Bytes open;
  bool quoted = false;
  for (std::size_t i = 0; i < body.size(); ++i) {
    const char c = body[i];
    if (c == '"') quoted = !quoted;
    if (quoted && c == '\\') ++i;
    if (quoted) continue;
    if (c == '{' || c == '[') open += c == '{' ? '}' : ']';
    if ((c == '}' || c == ']') && !open.empty()) open.pop_back();
  }
  if (!quoted && open.empty()) return std::nullopt;
  auto out = Bytes(body) + (quoted ? "\"" : "");
  out.append(open.rbegin(), open.rend());
  return out;
}

std::optional<std::size_t> number_in(std::string_view text) {
  std::size_t number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || problem != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

}  // namespace hookctl::signature
