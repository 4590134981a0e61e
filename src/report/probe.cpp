#include "report/probe.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "report/json_line.h"

namespace hookctl::report {

using flow::Probed;

std::string probed_text(const Probed& probed, Colour colour) {
  const auto objection = objection_to(probed);
  const auto ink = probed.ok() ? Ink::good : Ink::bad;
  auto text = fmt::format("{}  {}{}{} -> {}", paint(colour, ink, probed.ok() ? "probe  " : "FAILED "),
                          probed.capture.empty() ? "" : probed.capture + "  ",
                          probed.what.empty() ? "" : probed.what + "  ", probed.before, probed.after);
  if (!objection.empty()) text += "  " + objection;
  return text + "\n";
}

std::string probed_json(const Probed& probed) {
  auto object = object_of("probe");
  object["capture"] = or_null(probed.capture);
  object["case"] = or_null(probed.what);
  object.update(Json{{"before", probed.before},
                     {"after", probed.after},
                     {"delta", probed.delta()},
                     {"expected", probed.expected ? Json(*probed.expected) : Json(nullptr)},
                     {"ok", probed.expected ? Json(probed.ok()) : Json(nullptr)},
                     {"note", or_null(objection_to(probed))}});
  return line_of(object);
}

flow::Attempt as_attempt(const Probed& probed, Instant at, Micros since_first) {
  return {.capture = probed.capture.empty() ? "probe" : probed.capture + " probe",
          .suite_case = probed.what,
          .at = at,
          .since_first = since_first,
          .ending = flow::Ending::delivered,
          .expected = probed.expected ? fmt::format("{:+}", *probed.expected) : "any",
          .ok = probed.ok(),
          .note = objection_to(probed)};
}

std::string case_text(const flow::RepeatCase& each, Colour colour) {
  return fmt::format("{}  {}: {}\n", paint(colour, Ink::quiet, "case   "), each.name, each.says);
}

std::string case_json(const flow::RepeatCase& each) {
  auto object = object_of("case");
  object.update(Json{{"case", each.name}, {"says", each.says}});
  return line_of(object);
}

std::string flaw_text(const flow::Flaw& flaw, Colour colour) {
  return fmt::format("{}  {}  ({})\n", paint(colour, Ink::bad, "flaw   "), flaw.says, fmt::join(flaw.shown_by, ", "));
}

std::string flaw_json(const flow::Flaw& flaw) {
  auto object = object_of("flaw");
  object.update(Json{{"says", flaw.says}, {"shown_by", flaw.shown_by}});
  return line_of(object);
}

}  // namespace hookctl::report
