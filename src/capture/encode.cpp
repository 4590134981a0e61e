#include "capture/encode.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <utility>

#include "base/json_writer.h"
#include "base/text.h"
#include "base/time_text.h"
#include "capture/framing_words.h"
#include "crypto/digest.h"
#include "crypto/encoding.h"

namespace hookctl::capture {
namespace {

constexpr std::array<std::string_view, 4> credential_headers{"Authorization", "Cookie", "Proxy-Authorization",
                                                             "X-Api-Key"};

/// Looks at eight bytes at once.
bool is_ascii(ByteView bytes) {
  constexpr std::uint64_t high_bits = 0x8080808080808080;
  std::uint64_t seen = 0;
  for (std::uint64_t word; bytes.size() >= sizeof word; bytes.remove_prefix(sizeof word)) {
    std::memcpy(&word, bytes.data(), sizeof word);
    seen |= word;
  }
  for (const char c : bytes) seen |= static_cast<std::uint8_t>(c);
  return (seen & high_bits) == 0;
}

/// The same as `is_utf8`, at the speed of memory: every body of a busy receiver passes here, and many short words.
bool is_text(ByteView bytes) {
  constexpr std::size_t is_short = 32;
  return (bytes.size() < is_short && is_ascii(bytes)) || simdjson::validate_utf8(bytes.data(), bytes.size());
}

void add_text(TextWriter& out, ByteView text) {
  json::add_string(out, is_text(text) ? text : ByteView(escape_for_terminal(text)));
}

void add_base64(TextWriter& out, ByteView bytes) { json::add_word(out, crypto::to_base64(bytes)); }

/// A member that is one of our own words.
template <json::Name name>
void word(TextWriter& out, std::string_view value) {
  json::key<name>(out);
  json::add_word(out, value);
}

template <json::Name name>
void text(TextWriter& out, ByteView value) {
  json::key<name>(out);
  add_text(out, value);
}

template <json::Name name>
void text_or_null(TextWriter& out, ByteView value) {
  if (!value.empty()) return text<name>(out, value);
  json::key<name>(out);
  json::add_null(out);
}

template <json::Name name>
void text_or_nothing(TextWriter& out, ByteView value) {
  if (!value.empty()) text<name>(out, value);
}

template <json::Name name>
void number(TextWriter& out, auto value) {
  json::key<name>(out);
  json::add_number(out, value);
}

template <typename Number>
void add_number_or_null(TextWriter& out, const std::optional<Number>& value) {
  if (value) return json::add_number(out, *value);
  json::add_null(out);
}

template <json::Name name>
void flag(TextWriter& out, bool value) {
  json::key<name>(out);
  json::add_flag(out, value);
}

/// Bytes as text where they are UTF-8, else in base64 under the other name.
template <json::Name name, json::Name base64_name, char before = ','>
void bytes(TextWriter& out, ByteView value) {
  if (is_text(value)) {
    json::key<name, before>(out);
    return json::add_string(out, value);
  }
  json::key<base64_name, before>(out);
  add_base64(out, value);
}

/// The elements of an array, each written by `add_one`.
template <typename Elements, typename AddOne>
void add_array(TextWriter& out, const Elements& elements, AddOne add_one) {
  out.add('[');
  bool is_first = true;
  for (const auto& each : elements) {
    if (!std::exchange(is_first, false)) out.add(',');
    add_one(each);
  }
  out.add(']');
}

bool is_masked(std::string_view name, const std::vector<std::string>& masked) {
  return std::any_of(masked.begin(), masked.end(), [&](const std::string& other) { return iequals(name, other); });
}

void add_header_value(TextWriter& out, const Header& header, const std::vector<std::string>& masked) {
  if (is_masked(header.name, masked)) {
    out.add(std::string_view(R"("","masked")"));
  } else if (is_text(header.value)) {
    json::add_string(out, header.value);
  } else {
    add_base64(out, header.value);
    out.add(std::string_view(R"(,"b64")"));
  }
}

void add_headers(TextWriter& out, const Headers& fields, const std::vector<std::string>& masked) {
  add_array(out, fields, [&](const Header& field) {
    out.add('[');
    add_text(out, field.name);
    out.add(',');
    add_header_value(out, field, masked);
    out.add(']');
  });
}

void add_request(TextWriter& out, const Capture& capture, BodyLimit limit) {
  const auto& request = capture.request;
  bytes<"method", "method_b64", '{'>(out, request.method);
  bytes<"target", "target_b64">(out, request.target);
  text<"version">(out, request.version);
  json::key<"headers">(out);
  add_headers(out, request.headers, capture.masked);
  if (!request.body.empty() && request.body.size() <= limit.bytes) bytes<"body", "body_b64">(out, request.body);
  number<"size">(out, request.body.size());
  word<"sha256">(out, crypto::sha256_hex(request.body));
  word<"framing">(out, framing_words[static_cast<std::size_t>(request.framing)]);
  json::key<"trailers">(out);
  add_headers(out, request.trailers, capture.masked);
  flag<"truncated">(out, request.truncated);
  out.add('}');
}

void add_verdict(TextWriter& out, const signature::Verdict& verdict) {
  json::key<"state", '{'>(out);
  json::add_word(out, to_text(verdict.state));
  text_or_null<"provider">(out, verdict.provider);
  text_or_nothing<"scheme">(out, verdict.scheme);
  word<"reason">(out, to_text(verdict.reason));
  text_or_nothing<"detail">(out, verdict.detail);
  json::key<"key">(out);
  add_number_or_null(out, verdict.key);
  out.add('}');
}

/// Milliseconds as a decimal number: `1.5`.
void add_millis(TextWriter& out, Micros time) {
  const auto micros = time.count() < 0 ? -time.count() : time.count();
  if (time.count() < 0) out.add('-');
  json::add_number(out, micros / 1000);
  if (micros % 1000 == 0) return;
  const fmt::format_int thousandths(1000 + micros % 1000);
  const std::string_view decimals(thousandths.data() + 1, 3);
  out.add('.');
  out.add(decimals.substr(0, decimals.find_last_not_of('0') + 1));
}

void add_event(TextWriter& out, const std::optional<EventNote>& event) {
  if (!event) return json::add_null(out);
  json::key<"provider", '{'>(out);
  add_text(out, event->provider);
  text<"id">(out, event->id);
  text_or_null<"subject">(out, event->subject);
  text_or_nothing<"type">(out, event->type);
  text_or_null<"status">(out, event->status);
  text_or_null<"raw_status">(out, event->raw_status);
  number<"attempt">(out, event->attempt);
  text_or_null<"duplicate_of">(out, event->duplicate_of.value_or(""));
  if (event->gap) {
    json::key<"gap_ms">(out);
    add_millis(out, *event->gap);
  }
  text_or_nothing<"key">(out, event->key);
  out.add('}');
}

void add_response(TextWriter& out, const std::optional<Answered>& answered) {
  if (!answered) return json::add_null(out);
  json::key<"status", '{'>(out);
  add_number_or_null(out, answered->status == 0 ? std::nullopt : std::optional(answered->status));
  text_or_nothing<"fault">(out, answered->fault);
  text_or_nothing<"rule">(out, answered->rule);
  if (answered->ms) number<"ms">(out, *answered->ms);
  out.add('}');
}

void add_forward(TextWriter& out, const Forward& forward) {
  json::key<"to", '{'>(out);
  add_text(out, forward.to);
  json::key<"status">(out);
  add_number_or_null(out, forward.status);
  number<"ms">(out, forward.ms);
  bytes<"body", "body_b64">(out, forward.body);
  text_or_null<"error">(out, forward.error.value_or(""));
  if (forward.is_copy) flag<"copy">(out, true);
  out.add('}');
}

void begin(TextWriter& out, std::string_view type, std::string_view id) {
  json::key<"v", '{'>(out);
  out.add('1');
  word<"type">(out, type);
  text<"id">(out, id);
}

void end(TextWriter& out) { out.add(std::string_view("}\n")); }

}  // namespace

void append_record(std::string& record, const Capture& capture, BodyLimit limit) {
  TextWriter out(record);
  begin(out, "capture", capture.id);
  number<"seq">(out, capture.seq);
  word<"at">(out, to_rfc3339(capture.at));
  text<"peer">(out, capture.peer);
  flag<"tls">(out, capture.tls);
  json::key<"request">(out);
  add_request(out, capture, limit);
  text_or_null<"public_url">(out, capture.public_url.value_or(""));
  if (!capture.redacted.empty()) {
    json::key<"redacted">(out);
    add_array(out, capture.redacted, [&](const std::string& rule) { add_text(out, rule); });
  }
  json::key<"verdict">(out);
  add_verdict(out, capture.verdict);
  json::key<"event">(out);
  add_event(out, capture.event);
  json::key<"response">(out);
  add_response(out, capture.response);
  end(out);
}

void append_record(std::string& record, const Outcome& outcome) {
  TextWriter out(record);
  begin(out, "outcome", outcome.id);
  word<"at">(out, to_rfc3339(outcome.at));
  json::key<"forward">(out);
  add_array(out, outcome.forwards, [&](const Forward& one) { add_forward(out, one); });
  json::key<"response">(out);
  add_response(out, outcome.response);
  end(out);
}

void append_record(std::string& record, const Refused& refused) {
  TextWriter out(record);
  begin(out, "refused", refused.id);
  word<"at">(out, to_rfc3339(refused.at));
  text<"peer">(out, refused.peer);
  flag<"tls">(out, refused.tls);
  text<"reason">(out, refused.reason);
  number<"status">(out, refused.status);
  json::key<"head_b64">(out);
  add_base64(out, refused.head);
  end(out);
}

std::span<const std::string_view> credentials() { return credential_headers; }

bool is_credential(std::string_view header_name) {
  return std::any_of(credential_headers.begin(), credential_headers.end(),
                     [&](std::string_view known) { return iequals(known, header_name); });
}

}  // namespace hookctl::capture
