#include <array>
#include <string>
#include <vector>

#include "base/json.h"
#include "capture/carry_unknown.h"
#include "capture/decode.h"
#include "capture/encode.h"
#include "capture/redaction.h"
#include "checks.h"
#include "target.h"

namespace hookctl::fuzz {
namespace {

constexpr std::string_view rule = "json:/a/*";
constexpr std::string_view pointer = "/a/*";

capture::Redaction redaction() {
  const std::vector<std::string> rules{std::string(rule), "header:X-A", "query:a"};
  return *capture::Redaction::parse(rules, {}, capture::Placeholders(crypto::Secret("key")));
}

void check_gone(ByteView body) {
  if (capture::is_placeholder(body)) return;
  const auto root = json::parse(body);
  require(body.empty() || root, "what is left of a body is JSON");
  if (!root) return;
  for (const auto& value : json::find_all(*root, pointer)) {
    require(capture::is_placeholder(json::text_of(value)), "every value the rule names is a placeholder");
  }
}

void check_body(ByteView input) {
  capture::Capture record{.id = "A", .request = {.target = "/?" + Bytes(input), .body = Bytes(input)}};
  const auto before = record;
  const bool changed = redaction().apply(record);
  require(changed || record == before, "what was not changed is the same");
  check_gone(record.request.body);
  const auto once = record;
  require(!redaction().apply(record) && record == once, "a second time changes nothing");
}

void check_line(ByteView input) {
  const auto read = capture::decode_record(input);
  if (!read) return;
  const auto* record = std::get_if<capture::Capture>(&*read);
  if (record == nullptr) return;
  std::string written;
  capture::append_record(written, *record);
  const auto plain = capture::decode_record(written);
  const auto carried = capture::decode_record(capture::carry_unknown(input, written));
  require(plain && carried && std::get<capture::Capture>(*carried) == std::get<capture::Capture>(*plain),
          "unknown members change nothing that is known");
}

}  // namespace

void check_redactions(ByteView input) {
  if (const auto any = capture::parse_redaction_rule(input)) require(any->text == input, "a rule keeps its text");
  check_body(input);
  check_line(input);
}

}  // namespace hookctl::fuzz
