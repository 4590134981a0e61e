#include "report/attempt_object.h"

#include "base/time_text.h"
#include "base/units.h"

namespace hookctl::report {
namespace {

std::int64_t whole_millis(Micros duration) { return std::chrono::duration_cast<Millis>(duration).count(); }

}  // namespace

Json attempt_object(const flow::Attempt& attempt) {
  auto object = object_of("attempt");
  object["capture"] = attempt.capture;
  if (!attempt.forgery.empty()) object["forgery"] = attempt.forgery;
  if (!attempt.variant.empty()) object["variant"] = attempt.variant;
  if (!attempt.suite_case.empty()) object["case"] = attempt.suite_case;
  if (!attempt.file.empty()) object["file"] = attempt.file;
  if (!attempt.url.empty()) object["url"] = attempt.url;
  object.update(Json{{"attempt", attempt.number},
                     {"at", to_rfc3339(attempt.at)},
                     {"at_ms", whole_millis(attempt.since_first)},
                     {"status", attempt.status ? Json(*attempt.status) : Json(nullptr)},
                     {"ms", in_millis(attempt.took)},
                     {"outcome", to_text(attempt.ending)},
                     {"expected", attempt.expected},
                     {"ok", attempt.ok ? Json(*attempt.ok) : Json(nullptr)},
                     {"note", or_null(attempt.note)}});
  if (!attempt.warning.empty()) object["warning"] = attempt.warning;
  return object;
}

}  // namespace hookctl::report
