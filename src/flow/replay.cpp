#include "flow/replay.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <deque>
#include <list>
#include <memory>
#include <optional>
#include <utility>

#include "flow/loopback_server.h"
#include "flow/outgoing.h"
#include "flow/prepared_captures.h"
#include "flow/turns.h"
#include "wire/loop.h"
#include "wire/send_and_leave.h"
#include "wire/sender.h"

namespace hookctl::flow {
namespace {

using Steady = std::chrono::steady_clock;

constexpr Millis between_knocks{100};
constexpr std::size_t jwks_connections = 64;
constexpr const char* jwks_path = "/jwks.json";

/// One run over several captures on a loop of its own; attempts are counted and told as they end.
class Replay {
 public:
  Replay(Recordings& recordings, const ReplayOptions& options, const ReplayObserver& observer, const Clock& clock)
      : options_(options),
        observer_(observer),
        clock_(clock),
        captures_(recordings, options),
        signers_(options.keys),
        turns_(recordings, options) {}

  Result<ReplaySummary> run(const std::stop_token& stop) {
    if (observer_.begins) observer_.begins(turns_.size());
    began_ = Steady::now();
    is_open_ = options_.pace.wait_for == Millis{0};
    if (const auto serving = serve_jwks(); !serving) return serving.error();
    loop_.post([this] { pump(); });
    {
      const std::stop_callback on_stop(stop, [this] { loop_.post([this] { end_early(); }); });
      loop_.run();
    }
    if (broken_) return *broken_;
    return summary_;
  }

 private:
  using Shared = std::shared_ptr<Prepared>;

  /// A request that is ready to be sent, and how those of its turn belong together.
  struct Ready {
    Turn turn;
    Shared prepared;
    Outgoing outgoing;
    forge::Sequence sequence;
  };

  /// A request under way.
  struct Flight {
    Turn turn = {};
    Shared prepared = {};
    Attempt attempt = {};
    Steady::time_point started = {};  // of those that knock
    std::optional<forge::Due> due = {};
    forge::Sequence sequence = {};
  };
  using Flights = std::list<Flight>;

  Result<void> serve_jwks() {
    if (!options_.jwks) return {};
    const auto page = one_page(jwks_path, "application/jwk-set+json", [this] { return options_.jwks->text; });
    const auto reply = [page](std::string_view target) { return page(target.substr(0, target.find('?'))); };
    const auto port = jwks_.emplace(loop_, jwks_connections, reply).open(options_.jwks->port);
    if (!port) return port.error();
    if (observer_.serves) observer_.serves(fmt::format("http://127.0.0.1:{}{}", *port, jwks_path));
    return {};
  }

  bool over() const { return broken_ || summary_.stopped || summary_.unreachable; }

  /// Until the first connection is taken, one request at a time knocks. What belongs together goes out together.
  bool has_room() const {
    if (flights_.size() < (is_open_ ? options_.pace.concurrency : 1)) return true;
    if (ready_.empty() || ready_.front().sequence != forge::Sequence::at_once) return false;
    return flights_.back().turn.forgery == ready_.front().turn.forgery;
  }

  void pump() {
    while (!over() && has_room() && compose_next()) launch();
    if (flights_.empty() && (over() || (ready_.empty() && next_ == turns_.size()))) loop_.stop();
  }

  /// A run whose control is refused proves nothing; what remains is what may tell why.
  bool is_moot(const Turn& turn) const {
    return refused_ && (turn.recording != *refused_ || !turn.forgery->explains_refusal);
  }

  /// Whether a request is ready now; otherwise comes back when the next one is due.
  bool compose_next() {
    while (ready_.empty()) {
      while (next_ < turns_.size() && is_moot(turns_[next_])) ++next_;
      if (next_ == turns_.size()) return false;
      const auto turn = turns_[next_];
      const auto early =
          turn.due == Micros{0} ? turn.due : std::chrono::ceil<Micros>(turn.due - (Steady::now() - began_));
      if (early > Micros{0}) {
        set_alarm(early);
        return false;
      }
      if (const auto taken = take(turn); !taken) {
        broken_ = taken.error();
        return false;
      }
      ++next_;
    }
    return true;
  }

  void set_alarm(Micros early) {
    if (alarm_is_set_) return;
    alarm_is_set_ = true;
    loop_.after(early, [this] {
      alarm_is_set_ = false;
      pump();
    });
  }

  /// Makes the requests of a turn ready.
  Result<void> take(const Turn& turn) {
    const auto prepared = captures_.of(turn.recording);
    if (!prepared) return prepared.error();
    auto composed = compose(turn, **prepared, options_, signers_, clock_.now());
    if (!composed) return composed.error();
    if (!composed->not_applicable.empty()) {
      ++summary_.not_applicable;
      rest_after_turn();
      observer_.skipped({(*prepared)->label, std::string(turn.forgery->name), composed->not_applicable});
    }
    for (auto& each : composed->requests) ready_.push_back({turn, *prepared, std::move(each), composed->sequence});
    return {};
  }

  void launch() {
    auto& [turn, prepared, outgoing, sequence] = ready_.front();
    const auto at = clock_.now();
    if (!first_at_) {
      first_at_ = at;
      if (is_open_) began_ = Steady::now() - turn.due;  // what it took to make the first ready delays no other
    }
    const auto flight = flights_.emplace(flights_.end());
    flight->turn = turn;
    flight->due = outgoing.due;
    flight->sequence = sequence;
    auto& attempt = flight->attempt;
    attempt.file = prepared->file;
    attempt.capture = prepared->label;
    if (turn.forgery != nullptr) attempt.forgery = turn.forgery->name;
    attempt.variant = std::move(outgoing.variant);
    attempt.number = prepared->earlier + turn.number;
    attempt.url = url_of(options_.endpoint, outgoing.target);
    attempt.at = at;
    attempt.since_first = at - *first_at_;
    if (!is_open_) flight->started = Steady::now();
    flight->prepared = std::move(prepared);
    send(*flight->prepared, outgoing, [this, flight](const wire::Sent& sent) { landed(flight, sent); });
    ready_.pop_front();
  }

  void send(const Prepared& prepared, Outgoing& outgoing, std::function<void(wire::Sent)> done) {
    const auto deadline = prepared.deadline;
    if (prepared.leaves == Leaves::when_sent) {
      return wire::send_and_leave(loop_, options_.endpoint, std::move(outgoing.bytes), deadline, std::move(done));
    }
    const bool keeps = options_.pace.connections == ConnectionsOf::run && is_open_;
    const wire::SendOptions how{
        .deadline = deadline, .fields = wire::AnswerFields::dropped, .connections = keeps ? &connections_ : nullptr};
    wire::send_raw_async(loop_, options_.endpoint, {std::move(outgoing.method), std::move(outgoing.bytes)}, how,
                         std::move(done));
  }

  void landed(Flights::iterator flight, const wire::Sent& sent) {
    Flights ended;
    ended.splice(ended.end(), flights_, flight);
    if (!is_open_ && may_knock_again(sent)) {
      ready_.clear();
      --next_;
      first_at_.reset();
      loop_.after(between_knocks, [this] { pump(); });
      return;
    }
    if (!is_open_) began_ = flight->started;  // the schedule counts from the first request that arrived
    is_open_ = true;
    finish(*flight, sent);
    pump();
  }

  bool may_knock_again(const wire::Sent& sent) const {
    const bool in_time = Steady::now() - began_ + between_knocks < options_.pace.wait_for;
    return sent.reached == wire::Reached::nothing_sent && in_time && !summary_.stopped;
  }

  void finish(Flight& flight, const wire::Sent& sent) {
    auto& attempt = flight.attempt;
    take_answer(attempt, sent, options_.keys);
    judge_as_due(flight, sent);
    if (told_ == 0 && sent.reached == wire::Reached::nothing_sent) summary_.unreachable = true;
    if (flight.turn.forgery == &forge::control() && attempt.status) {
      (attempt.ending == Ending::delivered ? accepted_ : refused_) = flight.turn.recording;
      summary_.control_refused = refused_.has_value();
    }
    tell(attempt);
  }

  void judge_as_due(Flight& flight, const wire::Sent& sent) const {
    auto& attempt = flight.attempt;
    const auto& prepared = *flight.prepared;
    const auto* provider = prepared.provider;
    const bool is_control = flight.turn.forgery == &forge::control();
    if (flight.due) {
      const bool again =
          flight.sequence != forge::Sequence::variants || (is_control && accepted_ == flight.turn.recording);
      judge(attempt, *flight.due, again ? Delivered::again : Delivered::first, sent, options_.expect.max_latency);
    } else if (prepared.leaves == Leaves::when_sent && sent.reached == wire::Reached::unknown) {
      attempt.expected = to_text(forge::Due::informational);
    } else {
      const auto patience = provider != nullptr ? std::optional(provider->retries.timeout) : std::nullopt;
      judge(attempt, sent, prepared.expect ? *prepared.expect : options_.expect, patience);
    }
  }

  void tell(const Attempt& attempt) {
    ++told_;
    if (attempt.ok && attempt.ending == Ending::unknown) {
      ++summary_.unknown;
    } else if (attempt.ok) {
      ++(*attempt.ok ? summary_.passed : summary_.failed);
    }
    observer_.attempt(attempt);
    rest_after_turn();
  }

  void rest_after_turn() {
    if (!observer_.rests || std::exchange(rests_soon_, true)) return;
    loop_.at_end_of_turn([this] {
      rests_soon_ = false;
      observer_.rests();
    });
  }

  /// Of the requests that are under way nobody will know how they ended.
  void end_early() {
    summary_.stopped = true;
    for (auto& flight : flights_) {
      const auto took = std::chrono::duration_cast<Micros>(Steady::now() - flight.started);
      finish(flight, {.reached = wire::Reached::unknown, .took = took, .error = "stopped"});
    }
    loop_.stop();
  }

  const ReplayOptions& options_;
  const ReplayObserver& observer_;
  const Clock& clock_;
  PreparedCaptures captures_;
  Signers signers_;
  const Turns turns_;
  std::size_t next_ = 0;
  std::deque<Ready> ready_;
  std::optional<std::size_t> accepted_ = {};  // whose control was accepted last
  std::optional<std::size_t> refused_ = {};   // whose control was refused
  Flights flights_;
  Steady::time_point began_;
  bool is_open_ = true;
  bool alarm_is_set_ = false;
  bool rests_soon_ = false;
  std::optional<Instant> first_at_;
  int told_ = 0;
  std::optional<Error> broken_;
  ReplaySummary summary_;
  wire::Loop loop_;  // goes first, with everything that still refers to the rest
  std::optional<LoopbackServer> jwks_;
  wire::Connections connections_;
};

}  // namespace

Result<ReplaySummary> replay(Recordings& recordings, const ReplayOptions& options, const ReplayObserver& observer,
                             const Clock& clock, const std::stop_token& stop) {
  return Replay(recordings, options, observer, clock).run(stop);
}

}  // namespace hookctl::flow
