#include "flow/listen.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <utility>
#include <vector>

#include "capture/encode.h"
#include "capture/ulid.h"
#include "crypto/digest.h"
#include "flow/challenge.h"
#include "flow/check.h"
#include "flow/credentials.h"
#include "flow/hop.h"
#include "provider/read_event.h"
#include "wire/loop.h"

namespace hookctl::flow {
namespace {

using capture::Capture;
using capture::Outcome;
using capture::Place;

/// How long a listener that was told to end waits for answers still to come.
constexpr Millis drain_limit{5'000};

constexpr Millis default_app_deadline{30'000};

/// A capture between its arrival and its answer.
struct Pending {
  wire::Ticket ticket = 0;
  Capture capture = {};
  Place place = {};
  capture::History::Step step = {};   // takes the capture back should it not be stored
  std::optional<Answer> answer = {};  // none: the app gives it
  Millis app_deadline = default_app_deadline;
};

std::string fresh_id(Instant at) { return capture::make_ulid(at, crypto::random_bytes(10)); }

capture::EventNote note_of(const Event& event, const Place& place) {
  return {.provider = event.provider,
          .id = event.id,
          .subject = event.subject,
          .status = event.status ? std::string(to_text(*event.status)) : "",
          .raw_status = event.raw_status,
          .attempt = place.attempt,
          .duplicate_of = place.duplicate_of};
}

bool is_valid(const signature::Verdict& verdict) {
  return verdict.state == signature::State::verified || verdict.state == signature::State::authenticated;
}

Response not_stored() { return {.status = 503, .headers = {{"Retry-After", "1"}}}; }

/// One run of a listener. Everything happens on the loop's thread.
class Listener {
 public:
  Listener(ListenOptions options, ListenObserver observer, const Clock& clock)
      : options_(std::move(options)), observer_(std::move(observer)), clock_(clock) {}

  Result<ListenSummary> run(const std::stop_token& stop) {
    // The port comes first: a listener that cannot have it leaves no log behind.
    auto receiver = wire::Receiver::open(loop_, options_.receiver,
                                         [this](std::span<wire::Arrival> arrivals) { on_turn(arrivals); });
    if (!receiver) return receiver.error();
    receiver_ = *std::move(receiver);
    if (const auto opened = open_log(); !opened) return opened.error();
    if (options_.timeout) loop_.after(*options_.timeout, [this] { end(EndReason::timeout); });
    observer_.ready(receiver_->port());
    const std::stop_callback on_stop(stop, [this] { loop_.post([this] { end(EndReason::signal); }); });
    loop_.run();
    receiver_.reset();
    return ListenSummary{*ending_, tally_};
  }

 private:
  Result<void> open_log() {
    auto log = capture::LogWriter::open(options_.captures, options_.sync);
    if (!log) return log.error();
    auto history = capture::History::read(options_.captures);
    if (!history) return history.error();
    if (log->trimmed() > 0) observer_.trouble({"the last record of the log was torn; it was trimmed"});
    log_.emplace(*std::move(log));
    history_ = *std::move(history);
    return {};
  }

  void on_turn(std::span<wire::Arrival> arrivals) {
    std::string records;
    std::vector<Pending> batch;
    std::vector<capture::Refused> refusals;
    for (auto& arrival : arrivals) {
      if (arrival.refusal) {
        refusals.push_back(refused_of(arrival));
        capture::append_record(records, refusals.back());
      } else {
        batch.push_back(pending_of(arrival));
        capture::append_record(records, batch.back().capture);
      }
    }
    if (const auto stored = log_->commit(records); !stored) return give_up(batch, stored.error());
    all_well();
    for (auto& pending : batch) settle(pending);
    tally_.refused += refusals.size();
    for (const auto& refused : refusals) observer_.refused(refused);
    if (!observer_.heard()) end(EndReason::unheard);
  }

  capture::Refused refused_of(const wire::Arrival& arrival) {
    const auto& row = wire::row_of(arrival.refusal->reason);
    return {.id = fresh_id(arrival.at),
            .at = arrival.at,
            .peer = arrival.peer,
            .reason = std::string(row.word),
            .status = row.status,
            .head = arrival.refusal->head};
  }

  /// Judges a request, decides what to say to it and makes its record.
  Pending pending_of(wire::Arrival& arrival) {
    const auto checked =
        check(arrival.request, {options_.provider, options_.known, options_.keys, options_.tolerance}, arrival.at);
    Pending pending{.ticket = arrival.ticket};
    auto& record = pending.capture;
    record.id = fresh_id(arrival.at);
    record.seq = history_.next_seq();
    record.at = arrival.at;
    record.peer = std::move(arrival.peer);
    record.request = std::move(arrival.request);
    record.verdict = checked.verdict;
    if (options_.credentials == Credentials::masked) record.masked = credentials_of(record.request, options_.known);
    if (checked.provider != nullptr) {
      const auto event = provider::read_event(*checked.provider, record.request);
      pending.place = history_.place(event, arrival.at);
      // Whoever cannot sign cannot say which event it is, either.
      if (record.verdict.state == signature::State::failed) pending.place.duplicate_of.reset();
      record.event = note_of(event, pending.place);
      pending.app_deadline = checked.provider->retries.timeout;
    }
    if (auto answer = handshake_answer(record)) {
      pending.answer = *std::move(answer);
    } else if (options_.admission == Admission::valid_only && !is_valid(checked.verdict)) {
      pending.answer = Answer{.response = {.status = 401}};
      record.response = {.status = 401, .rule = "require-valid"};
    } else if ((pending.answer = options_.script.next())) {
      record.response = {.status = pending.answer->response.status, .rule = options_.script.text()};
    }
    pending.step = history_.note(record);
    return pending;
  }

  /// The answer to a provider's test of the endpoint, noted in its record; nothing when the request is none, or when
  /// there is no answer to it.
  std::optional<Answer> handshake_answer(Capture& record) {
    if (options_.handshakes == Handshakes::left) return std::nullopt;
    auto met = meet_challenge(record.request, record.verdict, options_.keys, options_.verify_token);
    if (!met) return std::nullopt;
    if (const auto* refusal = std::get_if<std::string>(&met->answer)) {
      observer_.trouble({fmt::format("the handshake of {} is not answered: {}", met->name, *refusal), ""});
      return std::nullopt;
    }
    auto& response = std::get<Response>(met->answer);
    record.response = {.status = response.status, .rule = fmt::format("challenge:{}", met->name)};
    return Answer{.response = std::move(response)};
  }

  /// A batch that could not be stored: the senders are told to come again, and it is as if they had not come.
  void give_up(const std::vector<Pending>& batch, const Error& why) {
    for (auto pending = batch.rbegin(); pending != batch.rend(); ++pending) history_.undo(pending->step);
    for (const auto& pending : batch) receiver_->answer(pending.ticket, not_stored());
    tell_once(why);
  }

  /// Trouble with the disk is told when it begins and when it ends, not with every delivery.
  void tell_once(const Error& why) {
    if (!std::exchange(in_trouble_, true)) observer_.trouble(why);
  }

  void all_well() {
    if (std::exchange(in_trouble_, false)) observer_.trouble({"records are stored again"});
  }

  /// A stored capture gets its answer: now, after a delay, or from the app.
  void settle(Pending& pending) {
    count(pending.capture);
    if (!pending.answer) {
      observer_.captured({pending.capture, pending.place, std::nullopt});
      forward(pending);
    } else if (pending.answer->delay == Millis{0}) {
      receiver_->answer(pending.ticket, pending.answer->response);
      observer_.captured({pending.capture, pending.place, took(pending.capture)});
    } else {
      loop_.after(pending.answer->delay, [this, pending] {
        receiver_->answer(pending.ticket, pending.answer->response);
        observer_.captured({pending.capture, pending.place, took(pending.capture)});
      });
    }
    if (options_.count && tally_.received >= *options_.count) end(EndReason::count);
    if (options_.until && options_.until->holds(pending.capture)) end(EndReason::until);
  }

  void count(const Capture& record) {
    ++tally_.received;
    if (is_valid(record.verdict)) ++tally_.verified;
    if (record.verdict.state == signature::State::failed) ++tally_.failed;
    if (record.event && record.event->duplicate_of) ++tally_.duplicates;
  }

  Micros took(const Capture& record) {
    const auto elapsed = clock_.now() - record.at;
    tally_.latencies.add(elapsed);
    return elapsed;
  }

  void forward(const Pending& pending) {
    auto endpoint = options_.app->endpoint;
    if (endpoint.target == "/") endpoint.target = pending.capture.request.target;
    wire::send_async(loop_, endpoint, retargeted(pending.capture.request, endpoint), {.deadline = pending.app_deadline},
                     [this, pending](const wire::Sent& sent) { on_app_answer(pending, sent); });
  }

  void on_app_answer(const Pending& pending, const wire::Sent& sent) {
    const auto response = sent.response ? passed_on(*sent.response) : Response{.status = 502};
    const auto elapsed = took(pending.capture);
    capture::Forward told{
        .to = options_.app->url, .ms = static_cast<double>(sent.took.count()) / 1000, .body = response.body};
    if (sent.response) told.status = sent.response->status;
    if (!sent.error.empty()) told.error = sent.error;
    Outcome outcome{.id = pending.capture.id,
                    .at = clock_.now(),
                    .forwards = {std::move(told)},
                    .response = {.status = response.status, .ms = static_cast<double>(elapsed.count()) / 1000}};
    if (outcomes_.empty()) loop_.post([this] { settle_outcomes(); });
    outcomes_.push_back({pending.ticket, pending.capture, std::move(outcome), response});
  }

  /// The apps' answers of one turn: recorded with one sync, then passed to the providers.
  void settle_outcomes() {
    const auto settled = std::exchange(outcomes_, {});
    std::string records;
    for (const auto& each : settled) capture::append_record(records, each.outcome);
    if (const auto stored = log_->commit(records); !stored) tell_once(stored.error());
    for (const auto& [ticket, record, outcome, response] : settled) {
      receiver_->answer(ticket, response);
      history_.note(outcome);
      observer_.outcome(record, outcome);
    }
  }

  void end(EndReason reason) {
    if (ending_) return;
    ending_ = reason;
    receiver_->drain([this] { loop_.stop(); });
    loop_.after(drain_limit, [this] { loop_.stop(); });
  }

  struct Settled {
    wire::Ticket ticket;
    Capture capture;
    Outcome outcome;
    Response response;
  };

  ListenOptions options_;
  ListenObserver observer_;
  const Clock& clock_;
  std::optional<capture::LogWriter> log_;
  capture::History history_;
  wire::Loop loop_;
  std::optional<wire::Receiver> receiver_;
  std::vector<Settled> outcomes_;
  bool in_trouble_ = false;
  std::optional<EndReason> ending_;
  Tally tally_;
};

}  // namespace

Result<ListenSummary> listen(ListenOptions options, ListenObserver observer, const Clock& clock,
                             const std::stop_token& stop) {
  return Listener(std::move(options), std::move(observer), clock).run(stop);
}

}  // namespace hookctl::flow
