#include "flow/simulate.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <memory>

#include "flow/attempt_signer.h"
#include "flow/course.h"
#include "flow/simulated_attempt.h"
#include "flow/waiting_line.h"
#include "retry/draw.h"

namespace hookctl::flow {
namespace {

constexpr Millis before_duplicate{1'000};

/// One run: every delivery with its own place on the schedule, on a loop of one thread.
class Simulation {
 public:
  Simulation(const SimulateOptions& options, AttemptSigner signer, const Bring& bring, const SimulateObserver& observer,
             wire::Loop& loop, const Clock& wall)
      : options_(options),
        signer_(std::move(signer)),
        bring_(bring),
        observer_(observer),
        loop_(loop),
        wall_(wall),
        expected_(retry::success_text(options.schedule)),
        courses_(options.events.size()),
        line_(options.speed) {}

  Result<SimulateSummary> run(const std::stop_token& stop) {
    for (std::uint32_t i = 0; i < courses_.size(); ++i) wait_until(i, Instant{}, Instant{});
    loop_.post([this] { pump(); });
    {
      const std::stop_callback on_stop(stop, [this] { loop_.post([this] { end_early(); }); });
      loop_.run();
    }
    if (broken_) return *broken_;
    summary_.deliveries = courses_.size();
    summary_.unreachable = has_asked_ && !found_anybody_ && !stopped_;
    return summary_;
  }

 private:
  /// Lets a delivery wait for `due` on the schedule's clock, which shows `now`.
  void wait_until(std::uint32_t index, Instant due, Instant now) {
    courses_[index].due = due;
    courses_[index].ready = line_.join(index, due, now);
  }

  /// Launches what is ready, as far as there is room. An app that answers at once lands within this.
  void pump() {
    if (is_pumping_) return;
    is_pumping_ = true;
    while (!over() && under_way_ < options_.concurrency) {
      const auto index = line_.take();
      if (!index) break;
      launch(*index);
    }
    is_pumping_ = false;
    if (under_way_ == 0 && (over() || line_.empty())) return loop_.stop();
    if (!over() && !line_.empty() && under_way_ < options_.concurrency) set_alarm(line_.until_next());
  }

  bool over() const { return broken_ || stopped_; }

  /// Comes back in so long, unless it does so earlier anyway.
  void set_alarm(Micros wait) {
    const auto at = line_.elapsed() + wait;
    if (alarm_ && *alarm_ <= at) return;
    alarm_ = at;
    // The loop may run on when this run has ended.
    loop_.after(std::chrono::ceil<Millis>(wait), [this, alive = std::weak_ptr(alive_)] {
      if (alive.expired()) return;
      alarm_.reset();
      pump();
    });
  }

  void launch(std::uint32_t index) {
    auto& course = courses_[index];
    const bool first = course.so_far.made == 0;
    course.launched_at = line_.elapsed();
    course.signed_for = wall_.now();
    course.at = course.due + line_.lateness(course.ready);
    if (first) start(course);
    const bool once = options_.schedule.stamped == retry::Stamped::once;
    const auto request =
        signer_.signed_request(options_.events[index], once ? course.first_signed_for : course.signed_for);
    if (!request) {
      broken_ = request.error();
      return;
    }
    course.is_under_way = true;
    ++under_way_;
    if (course.at - course.so_far.first_at < options_.mishaps.outage) {
      return landed(index, {.error = "the outage: nobody takes a connection"});
    }
    has_asked_ = true;
    const auto limit = retry::time_limit(options_.schedule, course.so_far.made);
    bring_(*request, limit, first ? options_.mishaps.first_attempt : Hearing::heard,
           [this, index](wire::Sent sent) { landed(index, std::move(sent)); });
  }

  static void start(Course& course) {
    course.so_far.first_at = course.at;
    course.first_launched_at = course.launched_at;
    course.first_signed_for = course.signed_for;
  }

  void landed(std::uint32_t index, wire::Sent landing) {
    auto& course = courses_[index];
    if (course.has_ended) return;
    course.is_under_way = false;
    --under_way_;
    const auto sent = within(retry::time_limit(options_.schedule, course.so_far.made), std::move(landing));
    tell(index, sent);
    go_on(index, sent);
    pump();
  }

  /// A delivery that was accepted already is repeated.
  static bool is_duplicate(const Course& course) { return course.outcome == Outcome::delivered; }

  void tell(std::uint32_t index, const wire::Sent& sent) {
    auto& course = courses_[index];
    Attempt attempt{.capture = options_.events[index].id,
                    .variant = is_duplicate(course) ? "duplicate" : "",
                    .number = static_cast<int>(course.so_far.made) + 1,
                    .url = options_.url,
                    .at = course.signed_for,
                    .since_first = course.at - course.so_far.first_at,
                    .really_since_first = course.launched_at - course.first_launched_at,
                    .expected = expected_};
    judge_simulated(attempt, sent, options_);
    const bool is_unknown = attempt.ending == Ending::unknown;
    course.was_answered = course.was_answered || attempt.status;
    course.is_unknown = course.is_unknown || is_unknown;
    found_anybody_ = found_anybody_ || attempt.status || is_unknown;
    summary_.unanswered += is_unknown ? 1 : 0;
    ++summary_.attempts;
    if (const auto why = objection_to(attempt); !why.empty()) course.objection = why;
    observer_.attempt(index, attempt);
  }

  /// What one attempt has against the whole delivery; a refusal that is tried again has nothing.
  static std::string objection_to(const Attempt& attempt) {
    if (attempt.ok.value_or(true)) return {};
    if (attempt.ending == Ending::delivered) return attempt.note;
    if (attempt.variant.empty()) return {};
    if (attempt.status) return fmt::format("the duplicate was answered {}", *attempt.status);
    return fmt::format("the duplicate had no answer: {}", attempt.note);
  }

  /// What the schedule has next for a delivery.
  void go_on(std::uint32_t index, const wire::Sent& sent) {
    auto& course = courses_[index];
    if (is_duplicate(course)) return end(index);
    const auto last = heard_by(options_.schedule, sent, course.at, wall_.now());
    course.so_far.add(last);
    const auto random = retry::draw(options_.seed, index, course.so_far.made);
    const auto next = retry::next(options_.schedule, course.so_far, last.ended, random);
    if (const auto* finish = std::get_if<retry::Finish>(&next)) return finished(index, *finish);
    wait_until(index, std::get<retry::WaitUntil>(next).at, last.ended);
  }

  void finished(std::uint32_t index, retry::Finish finish) {
    auto& course = courses_[index];
    const bool nobody_knows = !course.was_answered && course.is_unknown;
    switch (finish) {
      case retry::Finish::delivered:
        course.outcome = Outcome::delivered;
        if (options_.mishaps.afterwards == Afterwards::nothing) return end(index);
        return wait_until(index, course.so_far.last.ended + before_duplicate, course.so_far.last.ended);
      case retry::Finish::exhausted:
        course.outcome = nobody_knows ? Outcome::unknown : Outcome::gave_up;
        return end(index);
      case retry::Finish::permanent:
        course.outcome = nobody_knows ? Outcome::unknown : Outcome::refused_for_good;
        return end(index);
    }
  }

  void end(std::uint32_t index) {
    auto& course = courses_[index];
    course.has_ended = true;
    DeliveryEnd ended{.id = options_.events[index].id,
                      .attempts = course.so_far.made,
                      .outcome = *course.outcome,
                      .last_status = course.so_far.last.status,
                      .objection = options_.goal.objection(*course.outcome, course.so_far.made)};
    if (ended.objection.empty()) ended.objection = course.objection;
    if (*course.outcome == Outcome::stopped) {
      ended.under_way = course.is_under_way;
      if (!course.is_under_way) ended.next_at = course.due - course.so_far.first_at;
    }
    summary_.count(ended);
    observer_.ended(index, ended);
  }

  /// Of attempts that are under way nobody will know how they ended.
  void end_early() {
    stopped_ = true;
    for (std::uint32_t i = 0; i < courses_.size(); ++i) {
      auto& course = courses_[i];
      if (course.has_ended) continue;
      if (course.is_under_way) tell(i, {.reached = wire::Reached::unknown, .error = "stopped"});
      course.outcome = Outcome::stopped;
      end(i);
    }
    loop_.stop();
  }

  const SimulateOptions& options_;
  AttemptSigner signer_;
  const Bring& bring_;
  const SimulateObserver& observer_;
  wire::Loop& loop_;
  const Clock& wall_;
  const std::string expected_;
  std::vector<Course> courses_;
  WaitingLine line_;
  std::size_t under_way_ = 0;
  bool is_pumping_ = false;
  bool stopped_ = false;
  bool has_asked_ = false;
  bool found_anybody_ = false;
  std::optional<Micros> alarm_;
  std::optional<Error> broken_;
  SimulateSummary summary_;
  std::shared_ptr<const bool> alive_ = std::make_shared<const bool>(true);
};

}  // namespace

Result<SimulateSummary> simulate(const SimulateOptions& options, const Bring& bring, const SimulateObserver& observer,
                                 wire::Loop& loop, const Clock& wall, const std::stop_token& stop) {
  auto signer = AttemptSigner::of(options);
  if (!signer) return signer.error();
  return Simulation(options, *std::move(signer), bring, observer, loop, wall).run(stop);
}

}  // namespace hookctl::flow
