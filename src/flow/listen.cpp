#include "flow/listen.h"

#include <memory>
#include <utility>

#include "base/scheduling.h"
#include "base/units.h"
#include "capture/encode.h"
#include "flow/cause_search.h"
#include "flow/intake.h"
#include "flow/loopback_server.h"
#include "flow/record_store.h"
#include "flow/teller.h"
#include "wire/loop.h"
#include "wire/receiver.h"

namespace hookctl::flow {
namespace {

using capture::Capture;
using capture::Outcome;

/// How long a listener that was told to end waits for answers still to come; it is gone within five seconds.
constexpr Millis drain_limit{4'000};

constexpr Millis default_app_deadline{30'000};

constexpr std::size_t metrics_connections = 16;

/// What came in one turn, until its records are stored.
struct Batch {
  std::vector<Pending> captures = {};
  std::vector<capture::Refused> refusals = {};
};

/// An app's answer that is the provider's, and when it was ready.
struct Provided {
  Response response;
  Micros took;
};

/// What an app said.
struct Concluded {
  std::shared_ptr<const Pending> pending;
  Outcome outcome;
  std::optional<Provided> provided;  // none: the app got a copy
};

Response not_stored() { return {.status = 503, .headers = {{"Retry-After", "1"}}}; }

/// How long the app may take: as long as the provider waits.
Millis app_deadline(const Pending& pending) {
  return pending.checked.provider ? pending.checked.provider->retries.timeout : default_app_deadline;
}

/// One run of a listener. Everything happens on the loop's thread, but for waiting for the disk and the search for
/// causes.
class Listener {
 public:
  Listener(ListenOptions options, ListenObserver observer, const Clock& clock)
      : options_(std::move(options)),
        observer_(std::move(observer)),
        clock_(clock),
        intake_(options_, observer_.trouble),
        goals_(options_.goals),
        tell_(options_, observer_, goals_),
        metrics_(loop_, metrics_connections,
                 one_page("/metrics", "text/plain; version=0.0.4", [this] { return observer_.metrics(tally_); })) {}

  Result<ListenSummary> run(const std::stop_token& stop) {
    const auto listening = bind();
    if (!listening) return listening.error();
    if (options_.timeout) loop_.after(*options_.timeout, [this] { end(EndReason::timeout); });
    connect_script();
    observer_.ready(*listening);
    const std::stop_callback on_stop(stop, [this] { loop_.post([this] { end(EndReason::signal); }); });
    if (options_.sync == capture::Sync::disk) prefer_throughput();
    loop_.run();
    if (options_.script_switch) options_.script_switch->disconnect();
    search_.reset();
    receiver_.reset();
    return ListenSummary{*ending_, tally_, goals_.missing()};
  }

 private:
  /// The ports come first: a listener that cannot have them leaves no log behind.
  Result<Listening> bind() {
    auto receiver = wire::Receiver::open(loop_, options_.receiver,
                                         [this](std::span<wire::Arrival> arrivals) { on_turn(arrivals); });
    if (!receiver) return receiver.error();
    receiver_ = *std::move(receiver);
    Listening listening{.port = receiver_->port()};
    if (options_.metrics_port) {
      const auto port = metrics_.open(*options_.metrics_port);
      if (!port) return port.error();
      listening.metrics_port = *port;
    }
    if (options_.find_public_url) {
      auto url = options_.find_public_url(listening.port);
      if (!url) return url.error();
      listening.public_url = *std::move(url);
      intake_.set_public_url(listening.public_url);
    }
    if (const auto opened = open_log(); !opened) return opened.error();
    if (options_.explain_budget) search_.emplace(loop_, clock_, intake_.against(), *options_.explain_budget);
    return listening;
  }

  void connect_script() {
    if (!options_.script_switch) return;
    const auto app = options_.routes.empty() ? ScriptSwitch::App::none : ScriptSwitch::App::there;
    options_.script_switch->connect(options_.script, app, [this](AnswerScript script) {
      loop_.post([this, script = std::move(script)] { intake_.use_script(script); });
    });
  }

  Result<void> open_log() {
    auto log = capture::LogWriter::open(options_.captures, options_.sync);
    if (!log) return log.error();
    if (const auto resumed = intake_.resume(); !resumed) return resumed.error();
    if (log->trimmed() > 0) observer_.trouble({"the last record of the log was torn; it was trimmed"});
    store_.emplace(loop_, *std::move(log), options_.sync, observer_.trouble);
    return {};
  }

  void on_turn(std::span<wire::Arrival> arrivals) {
    auto batch = std::make_shared<Batch>();
    batch->captures.reserve(arrivals.size());
    auto& records = store_->records();
    for (auto& arrival : arrivals) {
      if (arrival.refusal) {
        batch->refusals.push_back(intake_.refuse(arrival));
        capture::append_record(records, batch->refusals.back());
      } else {
        auto& pending = batch->captures.emplace_back();
        intake_.take(arrival, pending);
        if (pending.is_saved) capture::append_record(records, pending.record());
      }
    }
    store_->store([this, batch](bool stored) { stored ? settle(*batch) : give_up(*batch); });
    // The answers to these leave with the end of this turn.
    if (!batch->refusals.empty()) store_->finish();
  }

  void settle(Batch& batch) {
    for (auto& pending : batch.captures) settle(pending);
    tally_.refused += batch.refusals.size();
    for (const auto& refused : batch.refusals) observer_.refused(refused);
    if (!observer_.heard()) end(EndReason::unheard);
    stop_when_done();
  }

  /// A batch that could not be stored: the senders are told to come again, and it is as if they had not come.
  void give_up(const Batch& batch) {
    const auto& captures = batch.captures;
    for (auto pending = captures.rbegin(); pending != captures.rend(); ++pending) intake_.undo(*pending);
    for (const auto& pending : captures) receiver_->answer(pending.ticket, {.response = not_stored()});
    stop_when_done();
  }

  /// A stored capture gets its answer: now, or after a delay or from the app, which take it along.
  void settle(Pending& pending) {
    tally_.add(pending.capture);
    if (search_) offer_search(pending);
    const auto reached = goals_.reached_by(pending.capture, tally_.all.received);
    if (!pending.answer) {
      tell_.captured(pending, std::nullopt);
      forward(std::make_shared<const Pending>(std::move(pending)));
    } else if (pending.answer->delay == Millis{0}) {
      answer(pending);
    } else {
      const auto delay = pending.answer->delay;
      loop_.after(delay, [this, later = std::make_shared<const Pending>(std::move(pending))] { answer(*later); });
    }
    if (reached) end(*reached);
  }

  void answer(const Pending& pending) {
    receiver_->answer(pending.ticket, *pending.answer);
    const bool ends = pending.answer->fault != AnswerFault::timeout;
    const auto took = ends ? std::optional(took_by(pending.capture)) : std::nullopt;
    tell_.captured(pending, took);
    tell_.concerns(pending, pending.capture.response->status, took);
  }

  Micros took_by(const Capture& record) {
    const auto elapsed = clock_.now() - record.at;
    tally_.latencies.add(elapsed);
    return elapsed;
  }

  void offer_search(const Pending& pending) {
    const auto& record = pending.capture;
    search_->offer(record.request, pending.checked, record.at,
                   [this, id = record.id, seq = record.seq](const std::optional<signature::Explanation>& explanation) {
                     if (explanation && explanation->cause) observer_.cause({.id = id, .seq = seq}, *explanation);
                     stop_when_done();
                   });
  }

  void forward(const std::shared_ptr<const Pending>& pending) {
    const auto& request = pending->capture.request;
    const auto sent =
        options_.forward_as == ForwardAs::event ? event_request(pending->checked.provider, request) : request;
    ask_app(loop_, *pending->routes.front(), sent, app_deadline(*pending),
            [this, pending, sent](AppAnswer said) { on_app_answer(pending, sent, std::move(said)); });
  }

  /// The first app's answer is the provider's; the other apps get their copies after it.
  void on_app_answer(const std::shared_ptr<const Pending>& pending, const Request& sent, AppAnswer said) {
    const auto took = took_by(pending->capture);
    const auto status = said.response.status;
    conclude(pending, {.status = status, .ms = in_millis(took)}, said.told, Provided{std::move(said.response), took});
    for (std::size_t i = 1; i < pending->routes.size(); ++i) {
      ++copies_under_way_;
      ask_app(loop_, *pending->routes[i], sent, app_deadline(*pending), [this, pending, status](AppAnswer copy) {
        --copies_under_way_;
        copy.told.is_copy = true;
        conclude(pending, {.status = status}, std::move(copy.told), std::nullopt);
      });
    }
  }

  void conclude(const std::shared_ptr<const Pending>& pending, capture::Answered answered, capture::Forward told,
                std::optional<Provided> provided) {
    Outcome outcome{
        .id = pending->capture.id, .at = clock_.now(), .forwards = {std::move(told)}, .response = std::move(answered)};
    if (options_.redaction) options_.redaction->apply(outcome);
    if (concluded_.empty()) loop_.post([this] { settle_outcomes(); });
    concluded_.push_back({pending, std::move(outcome), std::move(provided)});
  }

  /// The apps' answers of one turn: recorded together, then passed to the providers. An outcome that cannot be stored
  /// keeps no answer back: the capture is stored and the app has done its work. It is stored with what comes next.
  void settle_outcomes() {
    std::string records;
    for (const auto& each : concluded_) {
      if (each.pending->is_saved) capture::append_record(records, each.outcome);
    }
    const auto settled = std::make_shared<const std::vector<Concluded>>(std::exchange(concluded_, {}));
    store_->store_or_owe(records, [this, settled](bool) {
      for (const auto& each : *settled) tell_provider(each);
      stop_when_done();
    });
  }

  void tell_provider(const Concluded& concluded) {
    const auto& [pending, outcome, provided] = concluded;
    if (provided) receiver_->answer(pending->ticket, {.response = provided->response});
    intake_.note(outcome);
    tell_.outcome(*pending, outcome);
    if (provided) tell_.concerns(*pending, provided->response.status, provided->took);
  }

  void end(EndReason reason) {
    if (ending_) return;
    ending_ = reason;
    receiver_->drain([this] {
      is_drained_ = true;
      stop_when_done();
    });
    loop_.after(drain_limit, [this] { loop_.stop(); });
  }

  void stop_when_done() {
    const bool searches = search_ && search_->is_busy();
    const bool records = !concluded_.empty() || store_->is_busy();
    if (is_drained_ && copies_under_way_ == 0 && !records && !searches) loop_.stop();
  }

  ListenOptions options_;
  ListenObserver observer_;
  const Clock& clock_;
  wire::Loop loop_;
  Intake intake_;
  GoalWatch goals_;
  Teller tell_;
  LoopbackServer metrics_;
  std::optional<wire::Receiver> receiver_;
  std::optional<RecordStore> store_;
  std::optional<CauseSearch> search_;
  std::vector<Concluded> concluded_;
  std::size_t copies_under_way_ = 0;
  bool is_drained_ = false;
  std::optional<EndReason> ending_;
  Tally tally_;
};

}  // namespace

Result<ListenSummary> listen(ListenOptions options, ListenObserver observer, const Clock& clock,
                             const std::stop_token& stop) {
  return Listener(std::move(options), std::move(observer), clock).run(stop);
}

}  // namespace hookctl::flow
