#include "flow/idempotency.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "flow/new_event.h"
#include "flow/outgoing.h"
#include "flow/signing.h"

namespace hookctl::flow {
namespace {

/// What a case sends: each delivery so often, so many of them under way at a time.
struct Plan {
  std::vector<Recorded> deliveries = {};
  std::size_t copies = 1;
  std::size_t at_once = 1;
  std::int64_t events = 1;
  std::string not_applicable = {};
};

/// Makes the deliveries of events that nobody has seen.
class Maker {
 public:
  Maker(const Recorded& recorded, const ReplayOptions& options, const IdempotencyOptions& suite, const Clock& clock)
      : recorded_(recorded), options_(options), edits_(options.edits), suite_(suite), clock_(clock) {
    row_ = options.provider != nullptr ? options.provider : sender_of(recorded.capture, options.known);
    // The body is edited before it gets another event's id.
    options_.edits.body.reset();
    options_.edits.members.clear();
  }

  const provider::Provider* row() const { return row_; }
  const IdempotencyOptions& suite() const { return suite_; }

  /// The capture as another event, edited and not signed yet.
  Result<Recorded> event() const {
    auto captured = recorded_.capture.request;
    auto body = edited_body(std::move(captured.body), edits_);
    if (!body) return body.error();
    captured.body = *std::move(body);
    auto request = as_new_event(std::move(captured), row_, clock_.now());
    if (!request) return request.error();
    Recorded made{.file = recorded_.file, .capture = recorded_.capture};
    made.capture.request = *std::move(request);
    made.name = recorded_.name;
    made.signing = !row_->schemes.empty() ? Signing::anew : recorded_.signing;
    made.expect = recorded_.expect;
    return made;
  }

  /// A delivery of an event, signed as of so long ago, after so many others of the same event.
  Result<Recorded> delivery(const Recorded& event, Micros ago, int earlier) const {
    auto composed = compose(Turn{.recording = 0}, event, options_, clock_.now() - ago);
    if (!composed) return composed.error();
    auto made = event;
    made.capture.request = std::move(composed->requests.front().request);
    made.capture.masked.clear();
    made.capture.verdict.provider = row_->name;
    made.signing = Signing::as_was;
    made.earlier = earlier;
    return made;
  }

  /// Whether a delivery now and one a second ago differ in their signatures.
  bool signs_time() const {
    const auto scheme = scheme_to_sign(*row_, options_.keys.of(row_->name));
    return scheme && signature::signs_time(**scheme);
  }

 private:
  const Recorded& recorded_;
  ReplayOptions options_;
  const Edits& edits_;
  const IdempotencyOptions& suite_;
  const Clock& clock_;
  const provider::Provider* row_;
};

Result<Plan> copies_of_one(const Maker& maker, std::size_t copies, std::size_t at_once) {
  const auto event = maker.event();
  if (!event) return event.error();
  auto delivery = maker.delivery(*event, Micros{0}, 0);
  if (!delivery) return delivery.error();
  Plan plan{.copies = copies, .at_once = at_once};
  plan.deliveries.push_back(*std::move(delivery));
  return plan;
}

Result<Plan> once(const Maker& maker) { return copies_of_one(maker, 1, 1); }

Result<Plan> after_success(const Maker& maker) { return copies_of_one(maker, 2, 1); }

Result<Plan> after_timeout(const Maker& maker) {
  auto plan = copies_of_one(maker, 1, 1);
  if (!plan) return plan;
  auto again = plan->deliveries.front();
  again.earlier = 1;
  plan->deliveries.front().leaves = Leaves::when_sent;
  plan->deliveries.push_back(std::move(again));
  return plan;
}

Result<Plan> fresh_timestamp(const Maker& maker) {
  if (!maker.signs_time()) {
    return Plan{.not_applicable =
                    fmt::format("{} signs no timestamp: a retry is the same bytes again", maker.row()->name)};
  }
  const auto event = maker.event();
  if (!event) return event.error();
  Plan plan;
  for (const auto& [ago, earlier] : {std::pair{Seconds{1}, 0}, std::pair{Seconds{0}, 1}}) {
    auto delivery = maker.delivery(*event, ago, earlier);
    if (!delivery) return delivery.error();
    plan.deliveries.push_back(*std::move(delivery));
  }
  return plan;
}

Result<Plan> at_once(const Maker& maker) { return copies_of_one(maker, maker.suite().copies, maker.suite().at_once); }

Result<Plan> out_of_order(const Maker& maker) {
  auto plan = copies_of_one(maker, 1, 1);
  if (!plan) return plan;
  auto newer = copies_of_one(maker, 1, 1);
  if (!newer) return newer;
  auto again = plan->deliveries.front();
  again.earlier = 1;
  plan->deliveries.push_back(std::move(newer->deliveries.front()));
  plan->deliveries.push_back(std::move(again));
  plan->events = 2;
  return plan;
}

using MakePlan = Result<Plan> (*)(const Maker&);

constexpr std::array cases{
    RepeatCase{"once", "one delivery of a new event, to see that it counts"},
    RepeatCase{"after-success", "the same bytes again, after the answer"},
    RepeatCase{"after-timeout", "the same bytes again, after the sender gave up waiting for an answer"},
    RepeatCase{"fresh-timestamp", "the same event again, with a new time and signature"},
    RepeatCase{"at-once", "copies at the same time"},
    RepeatCase{"out-of-order", "an event again, after a newer one"},
};
constexpr std::array<MakePlan, cases.size()> plans{once,    after_success, after_timeout, fresh_timestamp,
                                                   at_once, out_of_order};

/// Runs the cases one after the other and adds up what came of them.
class Suite {
 public:
  Suite(const ReplayOptions& options, const IdempotencyOptions& suite, const IdempotencyObserver& observer,
        Clock& clock, const std::stop_token& stop)
      : options_(options), suite_(suite), observer_(observer), clock_(clock), stop_(stop) {}

  Result<void> run(const Recorded& recorded) {
    const Maker maker(recorded, options_, suite_, clock_);
    if (maker.row() == nullptr) {
      return Error{fmt::format("capture {} is of no known provider, so where its event's id stands is not known",
                               label_of(recorded)),
                   "name the provider: --provider NAME, or describe your own in hookctl.json"};
    }
    for (std::size_t i = 0; i < cases.size() && !over(); ++i) {
      auto plan = plans[i](maker);
      if (!plan) return plan.error();
      observer_.begins(cases[i], recorded);
      if (!plan->not_applicable.empty()) {
        ++all_.not_applicable;
        observer_.replay.skipped({label_of(recorded), std::string(cases[i].name), plan->not_applicable});
        continue;
      }
      if (const auto done = run(cases[i], label_of(recorded), *plan); !done) return done;
    }
    return {};
  }

  const ReplaySummary& summary() const { return all_; }
  bool over() const { return all_.stopped || all_.control_refused || all_.unreachable; }

 private:
  Result<void> run(const RepeatCase& each, const std::string& label, const Plan& plan) {
    Probed probed{.what = std::string(each.name), .capture = label, .expected = suite_.per_event * plan.events};
    if (suite_.probe) {
      const auto before = suite_.probe->count();
      if (!before) return before.error();
      probed.before = *before;
    }
    const auto summary = deliver(each, plan);
    if (!summary) return summary.error();
    add(*summary);
    if (&each == cases.data()) {
      all_.unreachable = summary->unreachable;
      all_.control_refused = refused_ && !summary->unreachable;
    }
    if (!suite_.probe || over()) return {};
    auto after = probed_after(*suite_.probe, std::move(probed), clock_, stop_);
    if (!after) return after.error();
    ++(after->ok() ? all_.passed : all_.failed);
    observer_.probed(*after);
    return {};
  }

  Result<ReplaySummary> deliver(const RepeatCase& each, const Plan& plan) {
    auto options = options_;
    options.signing = Signing::as_was;  // they are signed, and edited, too
    options.edits = {};
    options.restamp = {};
    options.pace = {.copies = plan.copies,
                    .concurrency = plan.at_once,
                    .wait_for = &each == cases.data() ? options_.pace.wait_for : Millis{0}};
    auto observer = observer_.replay;
    observer.attempt = [&](const Attempt& attempt) {
      if (!first_at_) first_at_ = attempt.at;
      auto told = attempt;
      told.suite_case = each.name;
      told.since_first = attempt.at - *first_at_;
      refused_ = attempt.ending != Ending::delivered;
      observer_.replay.attempt(told);
    };
    Recordings deliveries;
    for (const auto& delivery : plan.deliveries) deliveries.add(delivery);
    return replay(deliveries, options, observer, clock_, stop_);
  }

  void add(const ReplaySummary& one) {
    all_.passed += one.passed;
    all_.failed += one.failed;
    all_.unknown += one.unknown;
    all_.stopped = all_.stopped || one.stopped;
  }

  const ReplayOptions& options_;
  const IdempotencyOptions& suite_;
  const IdempotencyObserver& observer_;
  Clock& clock_;
  const std::stop_token& stop_;
  std::optional<Instant> first_at_ = {};
  bool refused_ = false;  // what was delivered last
  ReplaySummary all_ = {};
};

}  // namespace

std::span<const RepeatCase> repeat_cases() { return cases; }

Result<ReplaySummary> prove_idempotency(Recordings& recordings, const ReplayOptions& options,
                                        const IdempotencyOptions& suite, const IdempotencyObserver& observer,
                                        Clock& clock, const std::stop_token& stop) {
  Suite all(options, suite, observer, clock, stop);
  for (std::size_t i = 0; i < recordings.size() && !all.over(); ++i) {
    const auto recorded = recordings.read(i);
    if (!recorded) return recorded.error();
    if (const auto done = all.run(*recorded); !done) return done.error();
  }
  return all.summary();
}

}  // namespace hookctl::flow
