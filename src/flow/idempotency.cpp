#include "flow/idempotency.h"

#include <optional>
#include <utility>

#include "flow/prepared.h"

namespace hookctl::flow {
namespace {

bool is_first(const RepeatCase& each) { return &each == repeat_cases().data(); }

/// Runs the cases one after the other and adds up what came of them.
class Suite {
 public:
  Suite(const ReplayOptions& options, const IdempotencyOptions& suite, const IdempotencyObserver& observer,
        Clock& clock, const std::stop_token& stop)
      : options_(options), suite_(suite), observer_(observer), clock_(clock), stop_(stop) {}

  Result<void> run(const Recorded& recorded) {
    const auto maker = EventMaker::of(recorded, options_, clock_);
    if (!maker) return maker.error();
    for (const auto& each : repeat_cases()) {
      if (over()) break;
      auto plan = each.plan(*maker, suite_.at_once);
      if (!plan) return plan.error();
      observer_.begins(each, recorded);
      if (!plan->not_applicable.empty()) {
        ++all_.not_applicable;
        observer_.replay.skipped({label_of(recorded), std::string(each.name), plan->not_applicable});
        continue;
      }
      if (const auto done = run(each, label_of(recorded), *plan); !done) return done;
    }
    return {};
  }

  const ReplaySummary& summary() const { return all_; }
  bool over() const { return all_.stopped || all_.control_refused || all_.unreachable; }

 private:
  Result<void> run(const RepeatCase& each, const std::string& label, const RepeatPlan& plan) {
    Probed probed{.what = std::string(each.name), .capture = label, .expected = suite_.per_event * plan.events};
    if (suite_.probe) {
      const auto before = suite_.probe->count();
      if (!before) return before.error();
      probed.before = *before;
    }
    const auto summary = deliver(each, plan);
    if (!summary) return summary.error();
    add(*summary);
    if (is_first(each)) {
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

  Result<ReplaySummary> deliver(const RepeatCase& each, const RepeatPlan& plan) {
    auto options = options_;
    options.signing = Signing::as_was;  // they are signed, and edited, too
    options.edits = {};
    options.restamp = {};
    options.pace = {.copies = plan.at_once.copies,
                    .concurrency = plan.at_once.under_way,
                    .wait_for = is_first(each) ? options_.pace.wait_for : Millis{0}};
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
