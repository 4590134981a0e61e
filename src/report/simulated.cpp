#include "report/simulated.h"

#include <fmt/format.h>

#include "base/text.h"
#include "base/units.h"
#include "report/attempt_object.h"
#include "report/json_line.h"
#include "report/provider_words.h"

namespace hookctl::report {
namespace {

using flow::Attempt;
using flow::DeliveryEnd;
using flow::Ending;
using flow::Outcome;

std::string attempts_text(std::size_t count) { return fmt::format("{} attempt{}", count, count == 1 ? "" : "s"); }

Ink ink_of(const Attempt& attempt) {
  if (attempt.ending == Ending::unknown) return Ink::doubt;
  return attempt.ok.value_or(false) ? Ink::good : Ink::bad;
}

std::string note_text(const Attempt& attempt, SimulatedColumns columns) {
  std::string text;
  if (columns.real_time && attempt.number > 1) {
    text += fmt::format("  really after {}", hookctl::to_text(attempt.really_since_first));
  }
  for (const auto& part : {attempt.variant, attempt.note, attempt.warning}) {
    if (!part.empty()) text += fmt::format("  {}", escape_for_terminal(part));
  }
  if (columns.id) text += fmt::format("  {}", escape_for_terminal(attempt.capture));
  return text;
}

/// What is known of a delivery that was stopped.
std::string state_text(const DeliveryEnd& end) {
  if (end.under_way) return fmt::format("; attempt {} was under way, and nobody knows how it ended", end.attempts + 1);
  if (end.attempts == 0) return "; it was not begun";
  if (end.next_at) return fmt::format("; the next one was due at {}", hookctl::to_text(*end.next_at));
  return {};
}

/// What the answer that ended a delivery means to the provider: `: 410 disables the endpoint`.
std::string last_word(const DeliveryEnd& end, const provider::Provider& provider) {
  if (end.outcome == Outcome::unknown) return ": nobody ever answered, and the app may have done its work";
  if (end.outcome != Outcome::refused_for_good || !end.last_status) return {};
  const auto meaning = meaning_of(provider, *end.last_status);
  return meaning.empty() ? fmt::format(": {} is final", *end.last_status)
                         : fmt::format(": {} {}", *end.last_status, escape_for_terminal(meaning));
}

bool gave_up(Outcome outcome) { return outcome != Outcome::delivered && outcome != Outcome::stopped; }

}  // namespace

std::string simulated_text(const Attempt& attempt, SimulatedColumns columns, Colour colour) {
  return fmt::format("{}  attempt {:<2}  at {:>9}  {}  {:>8}{}\n",
                     paint(colour, ink_of(attempt), fmt::format("{:<9}", to_text(attempt.ending))), attempt.number,
                     hookctl::to_text(attempt.since_first), attempt.status ? std::to_string(*attempt.status) : "---",
                     hookctl::to_text(attempt.took), note_text(attempt, columns));
}

std::string simulated_json(const Attempt& attempt) {
  auto object = attempt_object(attempt);
  object["real_ms"] = std::chrono::duration_cast<Millis>(attempt.really_since_first).count();
  return line_of(object);
}

std::string delivery_end_text(const DeliveryEnd& end, const provider::Provider& provider, SimulatedColumns columns,
                              Colour colour) {
  auto text = fmt::format("{}  after {}",
                          paint(colour, end.outcome == Outcome::delivered ? Ink::good : Ink::bad, to_text(end.outcome)),
                          attempts_text(end.attempts));
  if (columns.id) text += fmt::format("  {}", escape_for_terminal(end.id));
  text += end.outcome == Outcome::stopped ? state_text(end) : last_word(end, provider);
  if (!columns.id && gave_up(end.outcome) && !provider.gives_up.empty()) {
    text += fmt::format("; now {}", escape_for_terminal(provider.gives_up));
  }
  text += "\n";
  if (end.outcome == Outcome::stopped || end.objection.empty()) return text;
  return text + fmt::format("{}  {}\n", paint(colour, Ink::bad, "FAILED"), escape_for_terminal(end.objection));
}

std::string delivery_end_json(const DeliveryEnd& end) {
  auto object = object_of("ended");
  const bool judged = end.outcome != Outcome::stopped;
  object.update(
      Json{{"capture", end.id},
           {"finish", to_text(end.outcome)},
           {"attempts", end.attempts},
           {"status", end.last_status ? Json(*end.last_status) : Json(nullptr)},
           {"ok", judged ? Json(end.objection.empty()) : Json(nullptr)},
           {"under_way", end.under_way},
           {"next_ms", end.next_at ? Json(std::chrono::duration_cast<Millis>(*end.next_at).count()) : Json(nullptr)},
           {"note", or_null(judged ? end.objection : "")}});
  return line_of(object);
}

std::string simulate_summary_text(const flow::SimulateSummary& summary, Colour colour) {
  auto text = fmt::format("summary  {} deliver{} with {}: {} delivered, {} gave up, {} unknown", summary.deliveries,
                          summary.deliveries == 1 ? "y" : "ies", attempts_text(summary.attempts), summary.delivered,
                          summary.gave_up, summary.unknown);
  if (summary.stopped > 0) text += fmt::format(", {} stopped", summary.stopped);
  if (summary.objections > 0) {
    text += "; " + paint(colour, Ink::bad, fmt::format("{} not as expected", summary.objections));
  }
  return text + "\n";
}

std::string simulate_summary_json(const flow::SimulateSummary& summary, const DeliveryEnd& last) {
  auto object = object_of("summary");
  const auto passed = summary.deliveries - summary.objections - summary.unknown - summary.stopped;
  object.update(Json{{"passed", passed},
                     {"failed", summary.deliveries - passed},
                     {"unknown", summary.unanswered},
                     {"not_applicable", 0},
                     {"attempts", summary.attempts},
                     {"finish", summary.deliveries == 1 ? Json(to_text(last.outcome)) : Json(nullptr)},
                     {"deliveries", summary.deliveries},
                     {"delivered", summary.delivered},
                     {"gave_up", summary.gave_up},
                     {"outcome_unknown", summary.unknown},
                     {"stopped", summary.stopped}});
  return line_of(object);
}

}  // namespace hookctl::report
