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

constexpr std::size_t judgement_width = 7;
constexpr std::size_t took_width = 8;
constexpr std::size_t usual_line = 80;

std::string status_text(const Attempt& attempt) { return attempt.status ? std::to_string(*attempt.status) : "---"; }

/// How a delivery was changed or repeated: `method GET`, `after-success 2`.
std::string what_of(const Attempt& attempt) {
  if (attempt.forgery.empty() && attempt.suite_case.empty()) return {};
  auto what = attempt.forgery.empty() ? attempt.suite_case : attempt.forgery;
  if (!attempt.variant.empty()) what += " " + attempt.variant;
  if (!attempt.suite_case.empty() && attempt.number > 1) what += fmt::format(" {}", attempt.number);
  return what;
}

/// How many characters a text has that is UTF-8.
std::size_t letters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

/// Adds a text and as much space behind it as its column needs.
std::string& append_cell(std::string& line, std::string_view text, std::size_t width) {
  return line.append(text).append(width - std::min(width, letters(text)), ' ');
}

void append_notes(std::string& line, const Attempt& attempt) {
  for (const auto* part : {&attempt.note, &attempt.warning}) {
    if (!part->empty()) line.append("  ").append(escape_for_terminal(*part));
  }
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
  return {std::max(columns.capture, letters(attempt.capture)), std::max(columns.what, letters(what_of(attempt)))};
}

std::string replayed_text(const Attempt& attempt, const Columns& columns, Colour colour) {
  const auto took = hookctl::to_text(attempt.took);
  std::string word;
  append_cell(word, judgement(attempt), judgement_width);
  auto line = paint(colour, ink_of(attempt), word);
  line.reserve(usual_line);
  append_cell(line.append("  "), attempt.capture, columns.capture);
  append_cell(line.append("  "), what_of(attempt), columns.what);
  line.append("  ").append(status_text(attempt));
  line.append("  ").append(took_width - std::min(took_width, took.size()), ' ').append(took);
  append_notes(line, attempt);
  line += '\n';
  return line;
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
