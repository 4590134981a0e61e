#include "report/attempts.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "base/units.h"
#include "report/attempt_object.h"
#include "report/json_line.h"
#include "report/run.h"

namespace hookctl::report {
namespace {

using flow::Attempt;

std::string status_text(const Attempt& attempt) { return attempt.status ? std::to_string(*attempt.status) : "---"; }

/// How a delivery was changed or repeated: `method GET`, `after-success 2`.
std::string what_of(const Attempt& attempt) {
  if (attempt.forgery.empty() && attempt.suite_case.empty()) return {};
  auto what = attempt.forgery.empty() ? attempt.suite_case : attempt.forgery;
  if (!attempt.variant.empty()) what += " " + attempt.variant;
  if (!attempt.suite_case.empty() && attempt.number > 1) what += fmt::format(" {}", attempt.number);
  return what;
}

std::string note_text(const Attempt& attempt) {
  std::string text;
  for (const auto& part : {attempt.note, attempt.warning}) {
    if (!part.empty()) text += fmt::format("  {}", escape_for_terminal(part));
  }
  return text;
}

Ink ink_of(const Attempt& attempt) {
  switch (judgement_of(attempt)) {
    case Judgement::passed:
      return Ink::good;
    case Judgement::failed:
      return Ink::bad;
    case Judgement::unknown:
    case Judgement::informational:
      return Ink::doubt;
  }
  return Ink::doubt;
}

std::string_view judgement(const Attempt& attempt) {
  switch (judgement_of(attempt)) {
    case Judgement::passed:
      return "ok";
    case Judgement::failed:
      return "FAILED";
    case Judgement::unknown:
      return "unknown";
    case Judgement::informational:
      return "info";
  }
  return "";
}

}  // namespace

std::string attempt_json(const Attempt& attempt) { return line_of(attempt_object(attempt)); }

std::string endpoint_text(const std::string& url, Colour colour) {
  return fmt::format("{}  {}\n", paint(colour, Ink::quiet, "to     "), escape_for_terminal(url));
}

Columns widened(Columns columns, const Attempt& attempt) {
  return {std::max(columns.capture, attempt.capture.size()), std::max(columns.what, what_of(attempt).size())};
}

std::string replayed_text(const Attempt& attempt, const Columns& columns, Colour colour) {
  return fmt::format("{}  {:<{}}  {:<{}}  {}  {:>8}{}\n",
                     paint(colour, ink_of(attempt), fmt::format("{:<7}", judgement(attempt))), attempt.capture,
                     columns.capture, what_of(attempt), columns.what, status_text(attempt),
                     hookctl::to_text(attempt.took), note_text(attempt));
}

std::string skipped_text(const flow::Skipped& skipped, Colour colour) {
  return fmt::format("{}  {:<4}  {:<14}  {}\n", paint(colour, Ink::quiet, "skipped"), skipped.capture, skipped.forgery,
                     skipped.reason);
}

std::string skipped_json(const flow::Skipped& skipped) {
  auto object = object_of("not_applicable");
  object.update(Json{{"capture", skipped.capture}, {"forgery", skipped.forgery}, {"reason", skipped.reason}});
  return line_of(object);
}

std::string replay_summary_text(const flow::ReplaySummary& summary, Colour colour) {
  auto text = fmt::format("summary  {} passed, {} failed, {} unknown, {} not applicable\n", summary.passed,
                          summary.failed, summary.unknown, summary.not_applicable);
  if (summary.control_refused) {
    text += paint(colour, Ink::bad, "void") +
            "  the genuine delivery was refused, so nothing is proven: does the endpoint know this secret?\n";
  }
  return text;
}

std::string replay_summary_json(const flow::ReplaySummary& summary) {
  auto object = object_of("summary");
  object.update(Json{{"passed", summary.passed},
                     {"failed", summary.failed},
                     {"unknown", summary.unknown},
                     {"not_applicable", summary.not_applicable},
                     {"void", summary.control_refused},
                     {"stopped", summary.stopped}});
  return line_of(object);
}

}  // namespace hookctl::report
