#include "flow/restamp.h"

#include <fmt/format.h>

#include <variant>

#include "base/time_text.h"
#include "base/units.h"
#include "flow/signing.h"
#include "signature/received.h"

namespace hookctl::flow {
namespace {

Result<std::string> captured_timestamp(const signature::Scheme& scheme, const Request& captured) {
  if (auto text = signature::Source(captured).only(scheme.timestamp); text && !scheme.timestamp.empty()) return *text;
  auto received = signature::read_received(scheme, signature::Source(captured));
  if (auto* found = std::get_if<signature::Received>(&received); found != nullptr && !found->timestamp.empty()) {
    return std::move(found->timestamp);
  }
  return Error{"the capture carries no signed timestamp that could be kept", "name the time: --timestamp TIME"};
}

}  // namespace

void read_id_rule(std::string_view text, Restamp& restamp) {
  restamp.id_rule = text == "keep" ? IdRule::keep : text == "new" ? IdRule::fresh : IdRule::given;
  if (restamp.id_rule == IdRule::given) restamp.id = text;
}

Result<void> read_time_rule(std::string_view text, Restamp& restamp) {
  if (text == "now") return {};
  if (text == "keep") {
    restamp.time_rule = TimeRule::keep;
    return {};
  }
  if (text.starts_with('-') || text.starts_with('+')) {
    const auto shift = parse_duration(text.substr(1));
    if (!shift) return shift.error();
    restamp.shift = text.starts_with('-') ? -Micros(*shift) : Micros(*shift);
    return {};
  }
  const auto time = parse_time(text);
  if (!time) return Error{time.error().message, "write now, keep, -10m, +10m, RFC 3339 or Unix seconds"};
  restamp.time_rule = TimeRule::given;
  restamp.time = *time;
  return {};
}

Result<signature::Stamp> restamped(const Restamp& restamp, const signature::Scheme& scheme, const Request& captured,
                                   Instant now) {
  if (restamp.id_rule != IdRule::keep && scheme.id.empty()) {
    return Error{"this provider signs no id of a delivery, so --id has no place", "edit the body: --set /id=msg_1"};
  }
  const bool changes_time = restamp.time_rule != TimeRule::shifted || restamp.shift != Micros{0};
  if (changes_time && !signature::signs_time(scheme)) {
    return Error{"this provider signs no timestamp, so --timestamp has no place", "leave --timestamp out"};
  }
  const auto at = restamp.time_rule == TimeRule::given ? restamp.time : now + restamp.shift;
  const auto id = restamp.id_rule == IdRule::fresh ? fresh_event_id(now) : restamp.id;
  auto stamp = stamp_for(scheme, captured, id, at);
  if (restamp.time_rule != TimeRule::keep) return stamp;
  auto timestamp = captured_timestamp(scheme, captured);
  if (!timestamp) return timestamp.error();
  stamp.timestamp = *std::move(timestamp);
  return stamp;
}

}  // namespace hookctl::flow
