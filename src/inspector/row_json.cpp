#include "inspector/row_json.h"

#include "base/text.h"
#include "base/time_text.h"
#include "base/units.h"

namespace hookctl::inspector {
namespace {

using report::Json;

/// Bytes from outside as text; strange ones are written as `\xNN`.
std::string plain(ByteView bytes) { return is_utf8(bytes) ? std::string(bytes) : escape_for_terminal(bytes); }

Json text_or_null(ByteView bytes) { return report::or_null(plain(bytes)); }

Json answer_json(const std::optional<capture::Answered>& answered) {
  if (!answered) return nullptr;
  return {{"status", answered->status == 0 ? Json(nullptr) : Json(answered->status)},
          {"fault", report::or_null(answered->fault)},
          {"rule", text_or_null(answered->rule)},
          {"ms", answered->ms ? Json(*answered->ms) : Json(nullptr)}};
}

Json event_json(const std::optional<capture::EventNote>& event) {
  if (!event) return nullptr;
  return {{"id", text_or_null(event->key.empty() ? event->id : event->key)},
          {"type", text_or_null(event->type)},
          {"status", report::or_null(event->status)},
          {"raw_status", text_or_null(event->raw_status)},
          {"attempt", event->attempt},
          {"duplicate", event->duplicate_of.has_value()},
          {"gap_ms", event->gap ? Json(in_millis(*event->gap)) : Json(nullptr)}};
}

}  // namespace

Json row_json(const Row& row, std::uint32_t position, const Marks& marks) {
  const auto& capture = row.capture;
  const auto as_expected = marks.judge(capture);
  return {{"position", position},
          {"id", capture.id},
          {"seq", capture.seq},
          {"at", to_rfc3339(capture.at)},
          {"method", plain(capture.request.method)},
          {"target", plain(capture.request.target)},
          {"size", row.body_size},
          {"provider", text_or_null(capture.verdict.provider)},
          {"verdict", to_text(capture.verdict.state)},
          {"reason", to_text(capture.verdict.reason)},
          {"event", event_json(capture.event)},
          {"answer", answer_json(capture.response)},
          {"as_expected", as_expected ? Json(*as_expected) : Json(nullptr)}};
}

Json rows_json(const Rows& rows, const std::vector<std::uint32_t>& positions, const Marks& marks) {
  auto array = Json::array();
  for (const auto position : positions) {
    if (position < rows.captures().size()) array.push_back(row_json(rows.captures()[position], position, marks));
  }
  return array;
}

Json expected_json(const std::optional<capture::Expected>& expected) {
  if (!expected) return nullptr;
  return {{"status", expected->status},
          {"body", report::or_null(expected->body)},
          {"max_latency", report::or_null(expected->max_latency)}};
}

}  // namespace hookctl::inspector
