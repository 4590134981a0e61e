#include <fmt/format.h>

#include <algorithm>

#include "base/json.h"
#include "base/text.h"
#include "capture/fixture.h"
#include "capture/fixture_body.h"
#include "crypto/digest.h"
#include "crypto/encoding.h"

namespace hookctl::capture {
namespace {

/// A JSON object under construction, compact.
class Object {
 public:
  void raw(std::string_view name, std::string_view value) {
    text_ += fmt::format("{}\"{}\":{}", text_.empty() ? "{" : ",", name, value);
  }
  void text(std::string_view name, ByteView value) {
    std::string quoted;
    json::append_string(quoted, value);
    raw(name, quoted);
  }
  void text_if(std::string_view name, ByteView value) {
    if (!value.empty()) text(name, value);
  }
  void texts(std::string_view name, const std::vector<Bytes>& values) {
    std::string list = "[";
    for (const auto& value : values) {
      if (list.size() > 1) list += ',';
      json::append_string(list, value);
    }
    raw(name, list + ']');
  }
  std::string end() const { return text_.empty() ? "{}" : text_ + '}'; }

 private:
  std::string text_;
};

/// `Name: value`, or `Name:: base64` where the value is not UTF-8.
Bytes line_of(const Header& header) {
  if (is_utf8(header.value)) return fmt::format("{}: {}", header.name, header.value);
  return fmt::format("{}:: {}", header.name, crypto::to_base64(header.value));
}

std::vector<Bytes> header_lines(const Headers& headers) {
  std::vector<Bytes> lines;
  for (const auto& header : headers) lines.push_back(line_of(header));
  return lines;
}

/// With their line ends.
std::vector<Bytes> lines_of(ByteView text) {
  std::vector<Bytes> lines;
  while (!text.empty()) {
    const auto size = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.emplace_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return lines;
}

std::vector<Bytes> base64_lines(ByteView body) {
  constexpr std::size_t wide = 76;
  const auto text = crypto::to_base64(body);
  std::vector<Bytes> lines;
  for (std::size_t at = 0; at < text.size(); at += wide) lines.push_back(text.substr(at, wide));
  return lines;
}

void write_body(Object& request, ByteView body) {
  if (body.empty()) return;
  if (const auto* row = spacing_of(body)) {
    request.raw("json", *json::rewritten(body, {.spacing = json::Spacing::compact}));
    request.text("spacing", row->word);
  } else if (is_utf8(body)) {
    request.texts("text", lines_of(body));
  } else {
    request.texts("base64", base64_lines(body));
  }
  request.text("sha256", crypto::sha256_hex(body));
}

}  // namespace

const SpacingWord* spacing_of(ByteView body) {
  // Within a fixture it stands two levels deeper.
  if (!json::parse(fmt::format("[[{}]]", body))) return nullptr;
  const auto restores = [&](const SpacingWord& row) { return json::rewritten(body, {.spacing = row.spacing}) == body; };
  const auto* found = std::find_if(spacing_words.begin(), spacing_words.end(), restores);
  return found == spacing_words.end() ? nullptr : found;
}

std::string to_text(const Fixture& fixture) {
  const auto& from = fixture.request;
  Object request;
  request.text("method", from.method);
  request.text("target", from.target);
  request.text_if("url", from.url);
  request.texts("headers", header_lines(from.headers));
  write_body(request, from.body);
  Object expect;
  expect.text_if("status", fixture.expect.status);
  expect.text_if("body", fixture.expect.body);
  expect.text_if("max_latency", fixture.expect.max_latency);
  Object all;
  all.raw("v", "1");
  all.text("type", "fixture");
  all.text_if("provider", fixture.provider);
  all.raw("request", request.end());
  all.raw("expect", expect.end());
  return json::rewritten(all.end(), {.spacing = json::Spacing::two_spaces}).value_or("") + '\n';
}

}  // namespace hookctl::capture
