#include "capture/decode.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <array>
#include <cmath>

#include "capture/fields.h"
#include "capture/framing_words.h"
#include "crypto/digest.h"

namespace hookctl::capture {
namespace {

constexpr std::uint64_t known_version = 1;

/// A word that `signature::to_text` writes; `parse` is its inverse.
template <typename Parse>
auto parsed_word(const Fields& fields, std::string_view name, Parse parse) {
  const auto value = parse(fields.view(name));
  if (!value) fields.fail(name, "has an unknown word");
  return value.value_or(typename decltype(value)::value_type{});
}

void check_body(const Fields& fields, ByteView body) {
  if (fields.number("size") != body.size()) return fields.fail("body does not match its size");
  if (fields.view("sha256") != crypto::sha256_hex(body)) fields.fail("body does not match its sha256");
}

Request read_request(const Fields& fields, std::vector<std::string>& masked) {
  Request request{.method = fields.bytes("method"),
                  .target = fields.bytes("target"),
                  .version = fields.text("version"),
                  .headers = fields.headers_if("headers", masked),
                  .body = fields.bytes_if("body"),
                  .framing = static_cast<Framing>(fields.word("framing", framing_words)),
                  .trailers = fields.headers_if("trailers", masked),
                  .truncated = fields.flag_if("truncated")};
  check_body(fields, request.body);
  return request;
}

signature::Verdict read_verdict(const Fields& fields) {
  return {.state = parsed_word(fields, "state", signature::parse_state),
          .provider = fields.text_if("provider").value_or(""),
          .scheme = fields.text_if("scheme").value_or(""),
          .reason = parsed_word(fields, "reason", signature::parse_reason),
          .detail = fields.text_if("detail").value_or(""),
          .key = fields.number_if("key")};
}

std::optional<Micros> read_millis(const Fields& fields, std::string_view name) {
  const auto millis = fields.decimal_if(name);
  return millis ? std::optional(Micros{std::llround(*millis * 1000)}) : std::nullopt;
}

EventNote read_event(const Fields& fields) {
  return {.provider = fields.text("provider"),
          .id = fields.text("id"),
          .subject = fields.text_if("subject").value_or(""),
          .type = fields.text_if("type").value_or(""),
          .status = fields.text_if("status").value_or(""),
          .raw_status = fields.text_if("raw_status").value_or(""),
          .attempt = fields.integer("attempt"),
          .duplicate_of = fields.text_if("duplicate_of"),
          .gap = read_millis(fields, "gap_ms"),
          .key = fields.text_if("key").value_or("")};
}

Answered read_response(const Fields& fields) {
  return {.status = fields.integer_if("status").value_or(0),
          .fault = fields.text_if("fault").value_or(""),
          .rule = fields.text_if("rule").value_or(""),
          .ms = fields.decimal_if("ms")};
}

Forward read_forward(const Fields& fields) {
  return {.to = fields.text("to"),
          .status = fields.integer_if("status"),
          .ms = fields.decimal("ms"),
          .body = fields.bytes_if("body"),
          .error = fields.text_if("error"),
          .is_copy = fields.flag_if("copy")};
}

Record read_capture(const Fields& fields) {
  Capture capture{.id = fields.text("id"),
                  .seq = fields.number("seq"),
                  .at = fields.time("at"),
                  .peer = fields.text_if("peer").value_or(""),
                  .tls = fields.flag_if("tls")};
  capture.request = read_request(fields.object("request"), capture.masked);
  capture.public_url = fields.text_if("public_url");
  capture.redacted = fields.texts_if("redacted");
  if (const auto verdict = fields.object_if("verdict")) capture.verdict = read_verdict(*verdict);
  if (const auto event = fields.object_if("event")) capture.event = read_event(*event);
  if (const auto response = fields.object_if("response")) capture.response = read_response(*response);
  return capture;
}

Record read_outcome(const Fields& fields) {
  Outcome outcome{.id = fields.text("id"), .at = fields.time("at")};
  for (const auto& forward : fields.objects_if("forward")) outcome.forwards.push_back(read_forward(forward));
  outcome.response = read_response(fields.object("response"));
  return outcome;
}

Record read_refused(const Fields& fields) {
  return Refused{.id = fields.text("id"),
                 .at = fields.time("at"),
                 .peer = fields.text_if("peer").value_or(""),
                 .tls = fields.flag_if("tls"),
                 .reason = fields.text("reason"),
                 .status = fields.integer("status"),
                 .head = fields.bytes_if("head")};
}

struct RecordType {
  std::string_view name;
  Record (*read)(const Fields&);
};

constexpr std::array<RecordType, 3> record_types{{
    {"capture", read_capture},
    {"outcome", read_outcome},
    {"refused", read_refused},
}};

Record read_record(const Fields& fields) {
  const auto version = fields.number("v");
  const auto type = fields.view("type");
  if (version == known_version) {
    for (const auto& known : record_types) {
      if (known.name == type) return known.read(fields);
    }
  }
  return Unknown{std::string(type)};
}

}  // namespace

struct Decoder::State {
  simdjson::dom::parser parser;
};

Decoder::Decoder() : state_(std::make_unique<State>()) {}
Decoder::Decoder(Decoder&&) noexcept = default;
Decoder& Decoder::operator=(Decoder&&) noexcept = default;
Decoder::~Decoder() = default;

Result<Record> Decoder::decode(ByteView line) {
  simdjson::dom::object object;
  if (const auto problem = state_->parser.parse(line.data(), line.size()).get(object)) {
    return Error{fmt::format("not a JSON object ({})", simdjson::error_message(problem))};
  }
  std::string problem;
  auto record = read_record(Fields(object, "", problem));
  if (!problem.empty()) return Error{problem};
  return record;
}

Result<Record> decode_record(ByteView line) { return Decoder().decode(line); }

}  // namespace hookctl::capture
