#include "report/listen.h"

#include <fmt/format.h>

#include <array>

#include "base/text.h"
#include "base/units.h"
#include "report/json_line.h"
#include "report/verdict.h"

namespace hookctl::report {
namespace {

std::string_view to_text(flow::EndReason reason) {
  constexpr std::array<std::string_view, 5> words{"count", "until", "timeout", "signal", "unheard"};
  return words[static_cast<std::size_t>(reason)];
}

Ink ink_of_status(int status) { return status < 300 ? Ink::good : status < 500 ? Ink::doubt : Ink::bad; }

double millis(Micros duration) { return static_cast<double>(duration.count()) / 1000; }

/// `bfl gen_7f3a1c succeeded`, as far as it is known.
std::string event_text(const capture::Capture& capture) {
  std::string text = capture.verdict.provider.empty() ? "unknown provider" : capture.verdict.provider;
  if (!capture.event) return text;
  for (const auto* part : {&capture.event->id, &capture.event->raw_status}) {
    if (!part->empty()) text += " " + escape_for_terminal(*part);
  }
  return text;
}

/// `retry of #1 after 1.02 s`, and whether the event had been accepted before.
std::string repeat_text(const flow::Told& told) {
  const auto& place = told.place;
  if (place.attempt < 2 || !place.first_seq || told.capture.verdict.state == signature::State::failed) return {};
  return fmt::format("  {} of #{} after {}", place.duplicate_of ? "duplicate" : "retry", *place.first_seq,
                     hookctl::to_text(place.gap.value_or(Micros{0})));
}

}  // namespace

std::string url_of(const Ready& ready) {
  const bool v6 = ready.host.find(':') != ready.host.npos;
  return fmt::format("http://{}{}{}:{}", v6 ? "[" : "", ready.host, v6 ? "]" : "", ready.port);
}

std::string ready_text(const Ready& ready) {
  return fmt::format(
      "ready  {0}, captures go to {1}\n"
      "       try: curl -d '{{\"id\":\"gen_1\",\"status\":\"Ready\"}}' {0}/hook\n"
      "       stop: Ctrl-C\n",
      url_of(ready), escape_for_terminal(ready.captures));
}

std::string ready_json(const Ready& ready) {
  auto object = object_of("ready");
  object.update(Json{{"host", ready.host},
                     {"port", ready.port},
                     {"url", url_of(ready)},
                     {"public_url", nullptr},
                     {"inspector", nullptr},
                     {"captures", ready.captures},
                     {"pid", ready.pid}});
  return line_of(object);
}

std::string capture_text(const flow::Told& told, Colour colour) {
  const auto& capture = told.capture;
  const auto& request = capture.request;
  const auto answer = capture.response ? paint(colour, ink_of_status(capture.response->status),
                                               std::to_string(capture.response->status))
                                       : std::string("app");
  return fmt::format("{}  #{}  {} {}  {}  {}{}  -> {}{}{}\n",
                     paint(colour, ink_of(capture.verdict), padded(capture.verdict)), capture.seq,
                     escape_for_terminal(request.method), escape_for_terminal(request.target),
                     size_text(request.body.size()), event_text(capture), reason_text(capture.verdict), answer,
                     told.took ? fmt::format(" in {}", hookctl::to_text(*told.took)) : "",
                     paint(colour, Ink::doubt, repeat_text(told)));
}

std::string outcome_text(const capture::Capture& capture, const capture::Outcome& outcome, Colour colour) {
  std::string text;
  for (const auto& forward : outcome.forwards) {
    const auto what =
        forward.error ? escape_for_terminal(*forward.error) : fmt::format("{}", forward.status.value_or(0));
    const auto ink = forward.error ? Ink::bad : ink_of_status(outcome.response.status);
    text += fmt::format("{}  #{}  {} said {}  -> {} in {}\n", paint(colour, ink, "app        "), capture.seq,
                        escape_for_terminal(forward.to), what, outcome.response.status,
                        hookctl::to_text(Micros{static_cast<Micros::rep>(forward.ms * 1000)}));
  }
  return text;
}

std::string refused_text(const capture::Refused& refused, Colour colour) {
  return fmt::format("{}  {}  from {}  -> {}\n", paint(colour, Ink::bad, "refused    "), refused.reason, refused.peer,
                     refused.status);
}

std::string end_text(const flow::ListenSummary& summary) {
  const auto& tally = summary.tally;
  auto text =
      fmt::format("end  {}  received {}, verified {}, failed {}, duplicates {}, refused {}", to_text(summary.reason),
                  tally.received, tally.verified, tally.failed, tally.duplicates, tally.refused);
  if (tally.received > 0) {
    text += fmt::format("; answered within {} (p50), {} (p99)", hookctl::to_text(tally.latencies.quantile(0.5)),
                        hookctl::to_text(tally.latencies.quantile(0.99)));
  }
  return text + "\n";
}

std::string end_json(const flow::ListenSummary& summary) {
  const auto& tally = summary.tally;
  auto object = object_of("end");
  object.update(Json{{"reason", to_text(summary.reason)},
                     {"received", tally.received},
                     {"verified", tally.verified},
                     {"failed", tally.failed},
                     {"duplicates", tally.duplicates},
                     {"refused", tally.refused},
                     {"p50_ms", millis(tally.latencies.quantile(0.5))},
                     {"p99_ms", millis(tally.latencies.quantile(0.99))}});
  return line_of(object);
}

}  // namespace hookctl::report
