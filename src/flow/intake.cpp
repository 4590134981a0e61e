#include "flow/intake.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <utility>
#include <variant>

#include "capture/log_reader.h"
#include "flow/challenge.h"
#include "flow/event_note.h"
#include "provider/read_event.h"
#include "signature/method.h"

namespace hookctl::flow {
namespace {

using capture::Capture;

bool is_valid(const signature::Verdict& verdict) {
  return verdict.state == signature::State::verified || verdict.state == signature::State::authenticated;
}

std::string word_of(AnswerFault fault) {
  switch (fault) {
    case AnswerFault::none:
      return {};
    case AnswerFault::timeout:
      return "timeout";
    case AnswerFault::reset:
      return "reset";
    case AnswerFault::truncate:
      return "truncate";
  }
  return {};
}

capture::Answered noted(const Answer& answer, std::string rule) {
  const bool responds = answer.fault == AnswerFault::none || answer.fault == AnswerFault::truncate;
  return {.status = responds ? answer.response.status : 0, .fault = word_of(answer.fault), .rule = std::move(rule)};
}

/// Whether the delivery came by a method by which its provider sends; the method is seldom signed.
bool comes_as_signed(const Pending& pending) {
  const auto& schemes = pending.checked.provider->schemes;
  return std::any_of(schemes.begin(), schemes.end(), [&](const signature::Scheme& scheme) {
    return scheme.name == pending.capture.verdict.scheme && signature::comes_by(scheme, pending.capture.request.method);
  });
}

Answer status_only(int status) { return {.response = {.status = status}}; }

bool holds(const std::optional<Condition>& filter, const Capture& capture) { return !filter || filter->holds(capture); }

}  // namespace

Intake::Intake(const ListenOptions& options, std::function<void(const Error&)> trouble)
    : options_(options),
      trouble_(std::move(trouble)),
      known_(options.known),
      credentials_(options.known),
      progress_(options.script, options.key ? ScriptOrder::each_event : ScriptOrder::all_requests) {}

Result<void> Intake::resume() {
  auto history = capture::History::read(options_.captures);
  if (!history) return history.error();
  history_ = *std::move(history);
  if (progress_.order() == ScriptOrder::all_requests) return {};
  const auto take_up = [this](capture::Record&& record) {
    if (const auto* capture = std::get_if<Capture>(&record)) progress_.resume(*capture);
  };
  return capture::visit_log(options_.captures, take_up, [](const capture::Damage&) {});
}

void Intake::take(wire::Arrival& arrival, Pending& pending) {
  if (!public_url_.empty()) arrival.request.url = public_url_ + arrival.request.target;
  pending.ticket = arrival.ticket;
  pending.checked = check(arrival.request, against(), arrival.at);
  auto& capture = pending.capture;
  capture.id = ids_.next(arrival.at);
  capture.seq = history_.next_seq();
  capture.at = arrival.at;
  capture.peer = std::move(arrival.peer);
  capture.tls = arrival.tls;
  capture.request = std::move(arrival.request);
  if (!capture.request.url.empty()) capture.public_url = capture.request.url;
  capture.verdict = pending.checked.verdict;
  if (options_.credentials == Credentials::masked) capture.masked = credentials_.of(capture.request);
  const auto body = json::Document::read(capture.request.body);
  name_event(pending, body);
  place(pending);
  decide(pending, body);
  redact(pending);
  pending.is_saved = holds(options_.filters.save, capture);
  pending.step = history_.note(pending.record());
}

capture::Refused Intake::refuse(const wire::Arrival& arrival) {
  const auto& row = wire::row_of(arrival.refusal->reason);
  capture::Refused refused{.id = ids_.next(arrival.at),
                           .at = arrival.at,
                           .peer = arrival.peer,
                           .tls = arrival.tls,
                           .reason = std::string(row.word),
                           .status = row.status,
                           .head = arrival.refusal->head};
  if (options_.redaction) options_.redaction->apply(refused);
  return refused;
}

void Intake::name_event(Pending& pending, const Body& body) {
  auto& capture = pending.capture;
  auto key = options_.key ? options_.key->of(capture.request) : std::string{};
  const auto* row = pending.checked.provider;
  if (row == nullptr && key.empty()) return;
  auto event = row != nullptr ? provider::read_event_name(*row, capture.request, body) : Event{};
  capture.event = note_of(std::move(event), std::move(key));
}

/// Finds the event's place among those of the log, which knows its id only as it was recorded.
void Intake::place(Pending& pending) {
  redact(pending);
  auto& capture = pending.capture;
  if (!capture.event) return;
  pending.identity = capture::identity_of(*pending.record().event);
  pending.place = take_place(capture, pending.identity, history_);
}

void Intake::redact(Pending& pending) {
  if (!options_.redaction) return;
  auto redacted = pending.capture;
  if (options_.redaction->apply(redacted)) pending.redacted = std::make_unique<Capture>(std::move(redacted));
}

/// Finds who answers: the first of these that has something to say.
void Intake::decide(Pending& pending, const Body& body) {
  auto& record = pending.capture;
  const auto settle = [&](Answer answer, std::string rule) {
    record.response = noted(answer, std::move(rule));
    pending.answer = std::move(answer);
  };
  std::string rule;
  if (auto answer = handshake(pending, body, rule)) return settle(*std::move(answer), rule);
  if (options_.admission == Admission::valid_only && !is_valid(record.verdict)) {
    return settle(status_only(401), "require-valid");
  }
  if (options_.admission == Admission::valid_only && !comes_as_signed(pending)) {
    return settle(Answer{.response = {.status = 405, .headers = {{"Allow", "POST"}}}}, "require-valid");
  }
  if (is_known_duplicate(pending)) return settle(status_only(200), "dedupe");
  pending.used_script = script_number_;
  if (auto answer = progress_.next(pending.identity)) {
    return settle(*std::move(answer), progress_.script().text());
  }
  if (!holds(options_.filters.forward, record)) return settle(status_only(200), "forward-filter");
  pending.routes = routes_of(options_.routes, record);
  if (pending.routes.empty()) return settle(status_only(404), "no-route");
}

std::optional<Answer> Intake::handshake(const Pending& pending, const Body& body, std::string& rule) {
  if (options_.handshakes == Handshakes::left) return std::nullopt;
  const auto& record = pending.capture;
  auto met = meet_challenge(record.request, body, record.verdict, options_.keys, options_.verify_token);
  if (!met) return std::nullopt;
  if (const auto* refusal = std::get_if<std::string>(&met->answer)) {
    trouble_({fmt::format("the handshake of {} is not answered: {}", met->name, *refusal), ""});
    return std::nullopt;
  }
  rule = fmt::format("challenge:{}", met->name);
  return Answer{.response = std::get<Response>(std::move(met->answer))};
}

bool Intake::is_known_duplicate(const Pending& pending) const {
  if (!options_.dedupe || !pending.place.duplicate_of) return false;
  return pending.capture.at - *pending.place.answered_at <= options_.dedupe->ttl;
}

void Intake::undo(const Pending& pending) {
  history_.undo(pending.step);
  if (pending.used_script == script_number_) progress_.undo(pending.identity);
}

}  // namespace hookctl::flow
