#include "report/attempts.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "base/time_text.h"
#include "base/units.h"
#include "report/json_line.h"
#include "report/run.h"

namespace hookctl::report {
namespace {

using flow::Attempt;
using flow::Ending;

std::int64_t whole_millis(Micros duration) { return std::chrono::duration_cast<Millis>(duration).count(); }

double millis(Micros duration) { return static_cast<double>(duration.count()) / 1000; }

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

std::string_view finish_word(const flow::SimulateSummary& summary) {
  if (!summary.finish) return "stopped";
  switch (*summary.finish) {
    case retry::Finish::delivered:
      return "delivered";
    case retry::Finish::exhausted:
      return "gave up";
    case retry::Finish::permanent:
      return "refused for good";
  }
  return "";
}

std::string plural(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

}  // namespace

std::string attempt_json(const Attempt& attempt) {
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
                     {"ms", millis(attempt.took)},
                     {"outcome", to_text(attempt.ending)},
                     {"expected", attempt.expected},
                     {"ok", attempt.ok ? Json(*attempt.ok) : Json(nullptr)},
                     {"note", or_null(attempt.note)}});
  if (!attempt.warning.empty()) object["warning"] = attempt.warning;
  return line_of(object);
}

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

std::string simulated_text(const Attempt& attempt, Colour colour) {
  return fmt::format("{}  attempt {:<2}  at {:>9}  {}  {:>8}{}\n",
                     paint(colour, ink_of(attempt), fmt::format("{:<9}", to_text(attempt.ending))), attempt.number,
                     hookctl::to_text(attempt.since_first), status_text(attempt), hookctl::to_text(attempt.took),
                     note_text(attempt));
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

std::string simulate_summary_text(const flow::SimulateSummary& summary, const provider::Provider& provider,
                                  Colour colour) {
  const bool delivered = summary.finish == retry::Finish::delivered;
  auto text = fmt::format("{}  after {}", paint(colour, delivered ? Ink::good : Ink::bad, finish_word(summary)),
                          plural(summary.attempts.size(), "attempt"));
  if (summary.finish && !delivered && !provider.gives_up.empty()) text += fmt::format("; now {}", provider.gives_up);
  return text + "\n";
}

std::string simulate_summary_json(const flow::SimulateSummary& summary) {
  int unknown = 0;
  for (const auto& attempt : summary.attempts) unknown += attempt.ending == Ending::unknown ? 1 : 0;
  const bool delivered = summary.finish == retry::Finish::delivered;
  auto object = object_of("summary");
  object.update(Json{{"passed", delivered ? 1 : 0},
                     {"failed", delivered ? 0 : 1},
                     {"unknown", unknown},
                     {"not_applicable", 0},
                     {"attempts", summary.attempts.size()},
                     {"finish", finish_word(summary)}});
  return line_of(object);
}

std::string plan_text(const provider::Provider& provider, const retry::Schedule& schedule) {
  const auto planned = flow::plan(schedule);
  auto text = fmt::format("{}: {}, documented: {}\n", provider.name, plural(planned.size(), "attempt"),
                          to_text(schedule.documented));
  for (const auto& each : planned) {
    text += fmt::format("attempt {:<2}  at {:>10}  (+{}), at most {} to answer\n", each.number,
                        hookctl::to_text(each.at), hookctl::to_text(each.delay),
                        hookctl::to_text(retry::time_limit(schedule, static_cast<std::size_t>(each.number - 1))));
  }
  if (!schedule.note.empty()) text += fmt::format("note: {}\n", schedule.note);
  if (!schedule.source.empty()) text += fmt::format("source: {}\n", schedule.source);
  return text;
}

std::string plan_json(const retry::Schedule& schedule) {
  std::string text;
  for (const auto& each : flow::plan(schedule)) {
    auto object = object_of("attempt");
    object.update(Json{{"attempt", each.number},
                       {"at_ms", whole_millis(each.at)},
                       {"delay_ms", whole_millis(each.delay)},
                       {"documented", to_text(schedule.documented)},
                       {"source", or_null(schedule.source)},
                       {"note", or_null(schedule.note)}});
    text += line_of(object);
  }
  return text;
}

}  // namespace hookctl::report
