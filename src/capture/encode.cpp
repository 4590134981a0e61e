#include "capture/encode.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <array>
#include <concepts>
#include <iterator>

#include "base/json.h"
#include "base/text.h"
#include "base/time_text.h"
#include "capture/framing_words.h"
#include "crypto/digest.h"
#include "crypto/encoding.h"

namespace hookctl::capture {
namespace {

constexpr std::array<std::string_view, 4> credentials{"Authorization", "Cookie", "Proxy-Authorization", "X-Api-Key"};

bool is_ascii(ByteView bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// The same as `is_utf8`, at the speed of memory: every body of a busy receiver passes here, and many short words.
bool is_text(ByteView bytes) {
  constexpr std::size_t is_short = 32;
  return (bytes.size() < is_short && is_ascii(bytes)) || simdjson::validate_utf8(bytes.data(), bytes.size());
}

/// Starts a member of the object that is being written.
void key(std::string& out, std::string_view name) {
  if (out.back() != '{') out += ',';
  out += '"';
  out += name;
  out += "\":";
}

void text_value(std::string& out, ByteView text) {
  json::append_string(out, is_text(text) ? text : ByteView(escape_for_terminal(text)));
}

void text(std::string& out, std::string_view name, ByteView value) {
  key(out, name);
  text_value(out, value);
}

void text_or_null(std::string& out, std::string_view name, ByteView value) {
  if (!value.empty()) return text(out, name, value);
  key(out, name);
  out += "null";
}

void text_or_nothing(std::string& out, std::string_view name, ByteView value) {
  if (!value.empty()) text(out, name, value);
}

void number(std::string& out, std::string_view name, double value) {
  key(out, name);
  fmt::format_to(std::back_inserter(out), "{}", value);
}

template <std::integral Number>
void number(std::string& out, std::string_view name, Number value) {
  key(out, name);
  const fmt::format_int digits(value);
  out.append(digits.data(), digits.size());
}

template <typename Number>
void number_or_null(std::string& out, std::string_view name, const std::optional<Number>& value) {
  if (value) return number(out, name, *value);
  key(out, name);
  out += "null";
}

void flag(std::string& out, std::string_view name, bool value) {
  key(out, name);
  out += value ? "true" : "false";
}

void base64(std::string& out, std::string_view name, ByteView value) {
  key(out, fmt::format("{}_b64", name));
  out += '"';
  out += crypto::to_base64(value);
  out += '"';
}

/// Bytes as text where they are UTF-8, else in base64 under the name with `_b64`.
void bytes(std::string& out, std::string_view name, ByteView value) {
  if (!is_text(value)) return base64(out, name, value);
  key(out, name);
  json::append_string(out, value);
}

bool is_masked(std::string_view name, const std::vector<std::string>& masked) {
  return std::any_of(masked.begin(), masked.end(), [&](const std::string& other) { return iequals(name, other); });
}

void header_value(std::string& out, const Header& header, const std::vector<std::string>& masked) {
  if (is_masked(header.name, masked)) {
    out += R"("","masked")";
  } else if (is_text(header.value)) {
    json::append_string(out, header.value);
  } else {
    out += fmt::format(R"("{}","b64")", crypto::to_base64(header.value));
  }
}

void headers(std::string& out, std::string_view name, const Headers& fields, const std::vector<std::string>& masked) {
  key(out, name);
  out += '[';
  for (const auto& field : fields) {
    if (out.back() != '[') out += ',';
    out += '[';
    text_value(out, field.name);
    out += ',';
    header_value(out, field, masked);
    out += ']';
  }
  out += ']';
}

/// `"redacted":["json:/a"]`; nothing where there is none.
void names_or_nothing(std::string& out, std::string_view name, const std::vector<std::string>& names) {
  if (names.empty()) return;
  key(out, name);
  out += '[';
  for (const auto& each : names) {
    if (out.back() != '[') out += ',';
    text_value(out, each);
  }
  out += ']';
}

void request(std::string& out, const Capture& capture, BodyLimit limit) {
  const auto& request = capture.request;
  key(out, "request");
  out += '{';
  bytes(out, "method", request.method);
  bytes(out, "target", request.target);
  text(out, "version", request.version);
  headers(out, "headers", request.headers, capture.masked);
  if (!request.body.empty() && request.body.size() <= limit.bytes) bytes(out, "body", request.body);
  number(out, "size", request.body.size());
  text(out, "sha256", crypto::sha256_hex(request.body));
  text(out, "framing", framing_words[static_cast<std::size_t>(request.framing)]);
  headers(out, "trailers", request.trailers, capture.masked);
  flag(out, "truncated", request.truncated);
  out += '}';
}

void verdict(std::string& out, const signature::Verdict& verdict) {
  key(out, "verdict");
  out += '{';
  text(out, "state", to_text(verdict.state));
  text_or_null(out, "provider", verdict.provider);
  text_or_nothing(out, "scheme", verdict.scheme);
  text(out, "reason", to_text(verdict.reason));
  text_or_nothing(out, "detail", verdict.detail);
  number_or_null(out, "key", verdict.key);
  out += '}';
}

void event(std::string& out, const std::optional<EventNote>& event) {
  key(out, "event");
  if (!event) {
    out += "null";
    return;
  }
  out += '{';
  text(out, "provider", event->provider);
  text(out, "id", event->id);
  text_or_null(out, "subject", event->subject);
  text_or_nothing(out, "type", event->type);
  text_or_null(out, "status", event->status);
  text_or_null(out, "raw_status", event->raw_status);
  number(out, "attempt", event->attempt);
  text_or_null(out, "duplicate_of", event->duplicate_of.value_or(""));
  if (event->gap) number(out, "gap_ms", static_cast<double>(event->gap->count()) / 1000);
  text_or_nothing(out, "key", event->key);
  out += '}';
}

void response(std::string& out, const std::optional<Answered>& answered) {
  key(out, "response");
  if (!answered) {
    out += "null";
    return;
  }
  out += '{';
  number_or_null(out, "status", answered->status == 0 ? std::nullopt : std::optional(answered->status));
  text_or_nothing(out, "fault", answered->fault);
  text_or_nothing(out, "rule", answered->rule);
  if (answered->ms) number(out, "ms", *answered->ms);
  out += '}';
}

void forward(std::string& out, const Forward& forward) {
  out += '{';
  text(out, "to", forward.to);
  number_or_null(out, "status", forward.status);
  number(out, "ms", forward.ms);
  bytes(out, "body", forward.body);
  text_or_null(out, "error", forward.error.value_or(""));
  if (forward.is_copy) flag(out, "copy", true);
  out += '}';
}

void begin(std::string& out, std::string_view type, std::string_view id) {
  out += '{';
  number(out, "v", 1);
  text(out, "type", type);
  text(out, "id", id);
}

}  // namespace

void append_record(std::string& out, const Capture& capture, BodyLimit limit) {
  begin(out, "capture", capture.id);
  number(out, "seq", capture.seq);
  text(out, "at", to_rfc3339(capture.at));
  text(out, "peer", capture.peer);
  flag(out, "tls", capture.tls);
  request(out, capture, limit);
  text_or_null(out, "public_url", capture.public_url.value_or(""));
  names_or_nothing(out, "redacted", capture.redacted);
  verdict(out, capture.verdict);
  event(out, capture.event);
  response(out, capture.response);
  out += "}\n";
}

void append_record(std::string& out, const Outcome& outcome) {
  begin(out, "outcome", outcome.id);
  text(out, "at", to_rfc3339(outcome.at));
  key(out, "forward");
  out += '[';
  for (const auto& one : outcome.forwards) {
    if (out.back() != '[') out += ',';
    forward(out, one);
  }
  out += ']';
  response(out, outcome.response);
  out += "}\n";
}

void append_record(std::string& out, const Refused& refused) {
  begin(out, "refused", refused.id);
  text(out, "at", to_rfc3339(refused.at));
  text(out, "peer", refused.peer);
  flag(out, "tls", refused.tls);
  text(out, "reason", refused.reason);
  number(out, "status", refused.status);
  base64(out, "head", refused.head);
  out += "}\n";
}

bool is_credential(std::string_view header_name) {
  return std::any_of(credentials.begin(), credentials.end(),
                     [&](std::string_view known) { return iequals(known, header_name); });
}

}  // namespace hookctl::capture
