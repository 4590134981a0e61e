#include "flow/replay.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <deque>
#include <list>
#include <memory>
#include <optional>

#include "flow/conceal.h"
#include "flow/loopback_server.h"
#include "flow/outgoing.h"
#include "flow/turns.h"
#include "wire/loop.h"
#include "wire/send_and_leave.h"
#include "wire/sender.h"

namespace hookctl::flow {
namespace {

using Steady = std::chrono::steady_clock;

constexpr Millis default_deadline{30'000};
constexpr Millis between_knocks{100};
constexpr std::size_t kept_answer = 1024;

constexpr std::size_t jwks_connections = 64;
constexpr const char* jwks_path = "/jwks.json";

Millis deadline_of(const ReplayOptions& options, const provider::Provider* row) {
  return options.deadline.value_or(row != nullptr ? row->retries.timeout : default_deadline);
}

/// One run over several captures on a loop of its own; attempts are counted and told as they end.
class Replay {
 public:
  Replay(Recordings& recordings, const ReplayOptions& options, const ReplayObserver& observer, const Clock& clock)
      : options_(options), observer_(observer), clock_(clock), recordings_(recordings), turns_(recordings, options) {}

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
  using Shared = std::shared_ptr<const Recorded>;

  /// A request that is ready to be sent, and how those of its turn belong together.
  struct Ready {
    Turn turn;
    Shared recorded;
    Outgoing outgoing;
    forge::Sequence sequence;
  };

  /// A request under way.
  struct Flight {
    Turn turn;
    Shared recorded;
    Attempt attempt;
    const provider::Provider* provider;
    Steady::time_point started;
    std::optional<forge::Due> due;
    forge::Sequence sequence;
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
      const auto early = std::chrono::ceil<Micros>(turn.due - (Steady::now() - began_));
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

  /// Makes the requests of a turn ready. A capture stays at hand for the turns after it that are about it, too.
  Result<void> take(const Turn& turn) {
    if (!at_hand_ || at_hand_->first != turn.recording) {
      auto recorded = recordings_.read(turn.recording);
      if (!recorded) return recorded.error();
      at_hand_.emplace(turn.recording, std::make_shared<const Recorded>(*std::move(recorded)));
    }
    const auto& recorded = at_hand_->second;
    auto composed = compose(turn, *recorded, options_, clock_.now());
    if (!composed) return composed.error();
    if (!composed->not_applicable.empty()) {
      ++summary_.not_applicable;
      observer_.skipped({label_of(*recorded), std::string(turn.forgery->name), composed->not_applicable});
    }
    for (auto& each : composed->requests) ready_.push_back({turn, recorded, std::move(each), composed->sequence});
    return {};
  }

  void launch() {
    auto [turn, recorded, outgoing, sequence] = std::move(ready_.front());
    ready_.pop_front();
    const auto at = clock_.now();
    if (!first_at_) first_at_ = at;
    Attempt attempt{.file = recorded->file,
                    .capture = label_of(*recorded),
                    .forgery = std::string(turn.forgery != nullptr ? turn.forgery->name : ""),
                    .variant = std::move(outgoing.variant),
                    .number = recorded->earlier + turn.number,
                    .url = url_of(options_.endpoint, outgoing.request),
                    .at = at,
                    .since_first = at - *first_at_};
    const auto flight = flights_.insert(
        flights_.end(), {turn, recorded, std::move(attempt), outgoing.provider, Steady::now(), outgoing.due, sequence});
    send(*recorded, outgoing, [this, flight](const wire::Sent& sent) { landed(flight, sent); });
  }

  void send(const Recorded& recorded, Outgoing& outgoing, std::function<void(wire::Sent)> done) {
    const auto deadline = deadline_of(options_, outgoing.provider);
    if (recorded.leaves == Leaves::when_sent) {
      return wire::send_and_leave(loop_, options_.endpoint, outgoing.request, deadline, std::move(done));
    }
    const bool keeps = options_.pace.connections == ConnectionsOf::run && is_open_;
    const wire::SendOptions how{.deadline = deadline, .connections = keeps ? &connections_ : nullptr};
    wire::send_raw_async(loop_, options_.endpoint, {outgoing.request.method, std::move(outgoing.bytes)}, how,
                         std::move(done));
  }

  void landed(Flights::iterator flight, const wire::Sent& sent) {
    auto ended = std::move(*flight);
    flights_.erase(flight);
    if (!is_open_ && may_knock_again(sent)) {
      ready_.clear();
      --next_;
      first_at_.reset();
      loop_.after(between_knocks, [this] { pump(); });
      return;
    }
    if (!is_open_) began_ = ended.started;  // the schedule counts from the first request that arrived
    is_open_ = true;
    finish(ended, sent);
    pump();
  }

  bool may_knock_again(const wire::Sent& sent) const {
    const bool in_time = Steady::now() - began_ + between_knocks < options_.pace.wait_for;
    return sent.reached == wire::Reached::nothing_sent && in_time && !summary_.stopped;
  }

  void finish(Flight& flight, const wire::Sent& sent) {
    auto& attempt = flight.attempt;
    attempt.took = sent.took;
    attempt.ending = ending_of(sent);
    attempt.note = sent.error;
    if (sent.response) {
      attempt.status = sent.response->status;
      // A secret that the cut would halve is concealed before.
      attempt.answer = concealed(sent.response->body.substr(0, 4 * kept_answer), options_.keys).substr(0, kept_answer);
    }
    judge_as_due(flight, sent);
    if (told_ == 0 && sent.reached == wire::Reached::nothing_sent) summary_.unreachable = true;
    if (flight.turn.forgery == &forge::control() && attempt.status) {
      (*attempt.ok ? accepted_ : refused_) = flight.turn.recording;
      summary_.control_refused = refused_.has_value();
    }
    tell(attempt);
  }

  void judge_as_due(Flight& flight, const wire::Sent& sent) const {
    auto& attempt = flight.attempt;
    const auto& recorded = *flight.recorded;
    const bool is_control = flight.turn.forgery == &forge::control();
    if (flight.due) {
      const bool again =
          flight.sequence != forge::Sequence::variants || (is_control && accepted_ == flight.turn.recording);
      judge(attempt, *flight.due, again ? Delivered::again : Delivered::first, sent);
    } else if (recorded.leaves == Leaves::when_sent && sent.reached == wire::Reached::unknown) {
      attempt.expected = to_text(forge::Due::informational);
    } else {
      const auto patience = flight.provider != nullptr ? std::optional(flight.provider->retries.timeout) : std::nullopt;
      judge(attempt, sent, recorded.expect ? *recorded.expect : options_.expect, patience);
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
  Recordings& recordings_;
  const Turns turns_;
  std::size_t next_ = 0;
  std::optional<std::pair<std::size_t, Shared>> at_hand_;
  std::deque<Ready> ready_;
  std::optional<std::size_t> accepted_ = {};  // whose control was accepted last
  std::optional<std::size_t> refused_ = {};   // whose control was refused
  Flights flights_;
  Steady::time_point began_;
  bool is_open_ = true;
  bool alarm_is_set_ = false;
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
