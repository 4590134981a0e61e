#include "report/listen.h"

#include <fmt/format.h>

#include "base/text.h"
#include "base/text_writer.h"
#include "base/units.h"
#include "report/answer.h"
#include "report/cause.h"
#include "report/json_line.h"
#include "report/verdict.h"

namespace hookctl::report {
namespace {

Ink ink_of_status(int status) { return status < 300 ? Ink::good : status < 500 ? Ink::doubt : Ink::bad; }

/// Adds `bfl gen_7f3a1c succeeded`, as far as it is known.
void add_event(TextWriter& line, const capture::Capture& capture) {
  line.add(capture.verdict.provider.empty() ? std::string_view("unknown provider") : capture.verdict.provider);
  if (!capture.event) return;
  for (const auto* part : {&capture.event->id, &capture.event->raw_status}) {
    if (!part->empty()) line.add({" ", escape_for_terminal(*part)});
  }
}

/// `  retry of #1 after 1.02 s`, and whether the event had been accepted before.
std::string repeat_text(const flow::Told& told) {
  const auto& place = told.place;
  if (place.attempt < 2 || !place.first_seq || told.capture.verdict.state == signature::State::failed) return {};
  std::string text(place.duplicate_of ? "  duplicate of #" : "  retry of #");
  return text.append(std::to_string(*place.first_seq)) + " after " + hookctl::to_text(place.gap.value_or(Micros{0}));
}

void add_capture(TextWriter line, const flow::Told& told, Colour colour) {
  const auto& capture = told.capture;
  const auto& request = capture.request;
  line.add({paint(colour, ink_of(capture.verdict), padded(capture.verdict)), "  #", std::to_string(capture.seq), "  ",
            escape_for_terminal(request.method), " ", escape_for_terminal(request.target), "  ",
            size_text(request.body.size()), "  "});
  add_event(line, capture);
  line.add({reason_text(capture.verdict), "  -> "});
  line.add(capture.response ? paint(colour, ink_of_status(capture.response->status), answer_text(*capture.response))
                            : std::string("app"));
  if (told.took) line.add({" in ", hookctl::to_text(*told.took)});
  line.add({paint(colour, Ink::doubt, repeat_text(told)), "\n"});
}

}  // namespace

std::string url_of(const Ready& ready) {
  const bool v6 = ready.host.find(':') != ready.host.npos;
  return fmt::format("{}://{}{}{}:{}", ready.tls ? "https" : "http", v6 ? "[" : "", ready.host, v6 ? "]" : "",
                     ready.at.port);
}

std::string ready_text(const Ready& ready) {
  const auto& at = ready.at;
  auto text = fmt::format("ready  {}, captures go to {}\n", url_of(ready), escape_for_terminal(ready.captures));
  if (!at.public_url.empty()) text += fmt::format("       public: {}\n", escape_for_terminal(at.public_url));
  for (const auto& [provider, endpoint] : ready.endpoints) {
    text += fmt::format("       for {}: {}\n", provider, escape_for_terminal(endpoint));
  }
  if (!ready.fingerprint.empty()) text += fmt::format("       certificate: SHA-256 {}\n", ready.fingerprint);
  if (!ready.inspector.empty()) text += fmt::format("       inspect: {}\n", ready.inspector);
  if (at.metrics_port) text += fmt::format("       metrics: http://127.0.0.1:{}/metrics\n", *at.metrics_port);
  text += fmt::format("       try: curl{} -d '{{\"id\":\"gen_1\",\"status\":\"Ready\"}}' {}/hook\n",
                      ready.fingerprint.empty() ? "" : " -k", url_of(ready));
  return text + "       stop: Ctrl-C\n";
}

std::string ready_json(const Ready& ready) {
  const auto& at = ready.at;
  auto endpoints = Json::object();
  for (const auto& [provider, text] : ready.endpoints) endpoints[std::string(provider)] = text;
  auto object = object_of("ready");
  object.update(Json{{"host", ready.host},
                     {"port", at.port},
                     {"url", url_of(ready)},
                     {"public_url", or_null(at.public_url)},
                     {"inspector", or_null(ready.inspector)},
                     {"metrics_port", at.metrics_port ? Json(*at.metrics_port) : Json(nullptr)},
                     {"captures", ready.captures},
                     {"pid", ready.pid}});
  if (!ready.fingerprint.empty()) object["certificate_sha256"] = ready.fingerprint;
  if (!endpoints.empty()) object["endpoints"] = std::move(endpoints);
  return line_of(object);
}

std::string capture_text(const flow::Told& told, Colour colour) {
  std::string text;
  add_capture(TextWriter(text), told, colour);
  return text;
}

std::string outcome_text(const capture::Capture& capture, const capture::Outcome& outcome, Colour colour) {
  std::string text;
  for (const auto& forward : outcome.forwards) {
    const auto what = forward.error ? "gave no answer (" + escape_for_terminal(*forward.error) + ")"
                                    : fmt::format("said {}", forward.status.value_or(0));
    const auto ink = forward.error ? Ink::bad : ink_of_status(forward.status.value_or(0));
    text += fmt::format("{}  #{}  {} {}", paint(colour, ink, forward.is_copy ? "copy       " : "app        "),
                        capture.seq, escape_for_terminal(forward.to), what);
    if (!forward.is_copy) text += fmt::format("  -> {}", outcome.response.status);
    text += fmt::format(" in {}{}\n", hookctl::to_text(Micros{static_cast<Micros::rep>(forward.ms * 1000)}),
                        forward.error && !forward.is_copy ? ", so that the provider tries again" : "");
  }
  return text;
}

std::string refused_text(const capture::Refused& refused, Colour colour) {
  return fmt::format("{}  {}  from {}  -> {}\n", paint(colour, Ink::bad, "refused    "), refused.reason, refused.peer,
                     refused.status);
}

std::string concern_text(const capture::Capture& capture, const flow::Concern& concern, Colour colour) {
  return fmt::format("{}  #{}  {}\n", paint(colour, Ink::doubt, "!!         "), capture.seq,
                     escape_for_terminal(concern.text));
}

std::string concern_json(const capture::Capture& capture, const flow::Concern& concern) {
  auto object = object_of("concern");
  object.update(Json{{"id", capture.id}, {"seq", capture.seq}, {"rule", concern.rule}, {"text", concern.text}});
  return line_of(object);
}

std::string found_text(const capture::Capture& capture, const signature::Cause& cause, Colour colour) {
  return fmt::format("{}  #{}  {}: {}. {}\n", paint(colour, Ink::doubt, "cause      "), capture.seq,
                     to_text(cause.kind), escape_for_terminal(cause.change), escape_for_terminal(cause.advice));
}

std::string found_json(const capture::Capture& capture, const signature::Explanation& explanation) {
  auto object = object_of("cause");
  object.update(Json{{"id", capture.id}, {"seq", capture.seq}});
  object.update(cause_json(explanation, Shown::start));
  return line_of(object);
}

}  // namespace hookctl::report
