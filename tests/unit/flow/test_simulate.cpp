#include "flow/simulate.h"

#include <doctest/doctest.h>

#include <array>
#include <set>
#include <string>

#include "flow/plan.h"
#include "provider/catalogue.h"
#include "support/simulated.h"

namespace hookctl::test {
namespace {

using namespace std::chrono_literals;
using flow::Outcome;

constexpr std::array delays{Millis{1s}, Millis{10s}, Millis{100s}};
constexpr retry::Schedule schedule{.delays = delays};

/// An app that answers by attempts, whatever the delivery: the last answer goes on.
class Script {
 public:
  explicit Script(std::vector<Response> answers) : answers_(std::move(answers)) {}

  flow::Bring bring() {
    return [this](const Request&, Millis, flow::Hearing hearing, const std::function<void(wire::Sent)>& done) {
      hearings.push_back(hearing);
      const auto nth = std::min(hearings.size(), answers_.size()) - 1;
      if (hearing == flow::Hearing::cut) return done({.reached = wire::Reached::unknown, .error = "cut"});
      done({.reached = wire::Reached::answered, .response = answers_[nth], .took = took});
    };
  }

  std::vector<flow::Hearing> hearings = {};
  Micros took{0};

 private:
  std::vector<Response> answers_;
};

/// A wall clock that jumps by an hour each time it is asked, ahead or back.
class JumpingClock final : public Clock {
 public:
  Instant now() const override { return Instant{Seconds{1'000'000}} + (++asked_ % 3 - 1) * 1h; }
  Wake wait(Micros, const std::stop_token&) override { return Wake::due; }

 private:
  mutable int asked_ = 0;
};

/// A wall clock that is a second later each time it is asked.
class SteppingClock final : public Clock {
 public:
  Instant now() const override { return Instant{Seconds{1'000'000}} + Seconds{++asked_}; }
  Wake wait(Micros, const std::stop_token&) override { return Wake::due; }

 private:
  mutable int asked_ = 0;
};

}  // namespace

TEST_CASE("simulate: of every provider the timeline is that of its delays, and no attempt is after the window") {
  for (const auto& row : provider::catalogue()) {
    CAPTURE(std::string(row.name));
    auto steady = row.retries;
    steady.jitter = 0;
    const auto told = simulated(instantly(steady), always(0));
    std::vector<Micros> due{Micros{0}};
    for (const auto delay : row.retries.delays) due.push_back(due.back() + delay);
    if (row.retries.window) std::erase_if(due, [&](Micros each) { return each > *row.retries.window; });
    CHECK(told.times_of(0) == due);
    std::vector<Micros> planned;
    for (const auto& each : flow::plan(row.retries)) planned.push_back(each.at);
    CHECK(planned == due);
    CHECK(told.summary.unreachable);
  }
}

TEST_CASE("simulate: a delivery ends as its answers say") {
  struct Case {
    std::vector<int> statuses;
    Outcome outcome;
    std::size_t attempts;
  };
  constexpr std::array gone{retry::StatusRange{410, 410}};
  auto with_rules = schedule;
  with_rules.permanent = gone;
  const Case cases[] = {{{200}, Outcome::delivered, 1},
                        {{500, 404, 204}, Outcome::delivered, 3},
                        {{500}, Outcome::gave_up, 4},
                        {{500, 410}, Outcome::refused_for_good, 2}};
  for (const auto& [statuses, outcome, attempts] : cases) {
    std::vector<Response> answers;
    for (const int status : statuses) answers.push_back({.status = status});
    Script app(answers);
    const auto told = simulated(instantly(with_rules), app.bring());
    REQUIRE(told.ends.size() == 1);
    CHECK(told.ends[0].outcome == outcome);
    CHECK(told.ends[0].attempts == attempts);
    CHECK(told.ends[0].last_status == statuses.back());
    CHECK(told.ends[0].objection.empty() == (outcome == Outcome::delivered));
    CHECK(told.summary.objections == (outcome == Outcome::delivered ? 0 : 1));
  }
}

TEST_CASE("simulate: when nobody ever answered what was sent, the outcome is unknown") {
  const flow::Bring silent = [](const Request&, Millis limit, flow::Hearing,
                                const std::function<void(wire::Sent)>& done) {
    done({.reached = wire::Reached::unknown, .took = limit, .timed_out = true});
  };
  const auto told = simulated(instantly(schedule), silent);
  CHECK(told.ends.at(0).outcome == Outcome::unknown);
  CHECK(told.summary.unknown == 1);
  CHECK(told.summary.objections == 0);
  CHECK(told.summary.unanswered == 4);
  CHECK_FALSE(told.summary.unreachable);
  // The time an attempt takes is part of the timeline.
  CHECK(told.times_of(0) == std::vector<Micros>{0s, 31s, 71s, 201s});
}

TEST_CASE("simulate: an answer a moment after the time limit comes too late") {
  auto strict = schedule;
  strict.timeout = Millis{50};
  Script app(std::vector{Response{.status = 200}});
  app.took = Micros{50'001};
  const auto late = simulated(instantly(strict), app.bring());
  CHECK(late.ends.at(0).outcome == Outcome::unknown);
  CHECK(late.attempts.at(0).second.note == "answered 200 after 50 ms, too late");
  app.took = Micros{50'000};
  CHECK(simulated(instantly(strict), app.bring()).ends.at(0).outcome == Outcome::delivered);
}

TEST_CASE("simulate: during an outage nobody is asked, and it is no fault of the environment") {
  Script app(std::vector{Response{.status = 200}});
  auto options = instantly(schedule);
  options.mishaps.outage = Millis{5s};
  const auto told = simulated(options, app.bring());
  CHECK(app.hearings.size() == 1);
  CHECK(told.times_of(0) == std::vector<Micros>{0s, 1s, 11s});
  CHECK(told.attempts.at(1).second.ending == flow::Ending::failed);
  CHECK(told.ends.at(0).outcome == Outcome::delivered);
  CHECK_FALSE(told.summary.unreachable);
  options.mishaps.outage = Millis{1h};
  const auto dark = simulated(options, app.bring());
  CHECK(app.hearings.size() == 1);
  CHECK(dark.ends.at(0).outcome == Outcome::gave_up);
  CHECK_FALSE(dark.summary.unreachable);
}

TEST_CASE("simulate: after a crash behind the first request the same comes again") {
  Script app(std::vector{Response{.status = 200}});
  auto options = instantly(schedule);
  options.mishaps.first_attempt = flow::Hearing::cut;
  const auto told = simulated(options, app.bring());
  CHECK(app.hearings == std::vector{flow::Hearing::cut, flow::Hearing::heard});
  CHECK(told.attempts.at(0).second.ending == flow::Ending::unknown);
  CHECK(told.ends.at(0).outcome == Outcome::delivered);
  CHECK(told.ends.at(0).attempts == 2);
}

TEST_CASE("simulate: a duplicate follows a success, and an app that refuses it has failed") {
  auto options = instantly(schedule);
  options.mishaps.afterwards = flow::Afterwards::duplicate;
  Script polite({{.status = 500}, {.status = 200}});
  const auto twice = simulated(options, polite.bring());
  REQUIRE(twice.attempts.size() == 3);
  CHECK(twice.attempts[2].second.variant == "duplicate");
  CHECK(twice.ends.at(0).attempts == 2);
  CHECK(twice.ends.at(0).objection.empty());
  Script rude({{.status = 200}, {.status = 409}});
  const auto refused = simulated(options, rude.bring());
  CHECK(refused.attempts.size() == 2);
  CHECK(refused.ends.at(0).outcome == Outcome::delivered);
  CHECK(refused.ends.at(0).objection == "the duplicate was answered 409");
}

TEST_CASE("simulate: the answer that accepts can be too slow, one that refuses cannot") {
  auto options = instantly(schedule);
  options.max_latency = Millis{100};
  Script slow({{.status = 500}, {.status = 200}});
  slow.took = 150ms;
  const auto told = simulated(options, slow.bring());
  CHECK(told.ends.at(0).outcome == Outcome::delivered);
  CHECK(told.ends.at(0).objection == "took 150 ms, at most 100 ms expected");
}

TEST_CASE("simulate: a goal says how deliveries are to end") {
  struct Case {
    const char* goal;
    int status;
    const char* objection;
  };
  constexpr Case cases[] = {
      {"delivered", 200, ""},
      {"delivered", 500, "gave up, delivered expected"},
      {"gave-up", 500, ""},
      {"gave-up", 200, "delivered, gave-up expected"},
      {"attempts=4", 500, ""},
      {"attempts=4", 200, "1 attempt, 4 expected"},
      {"delivered,attempts=1", 200, ""},
      {"gave-up,attempts=1", 500, "4 attempts, 1 expected"},
  };
  for (const auto& [goal, status, objection] : cases) {
    CAPTURE(goal);
    auto options = instantly(schedule);
    options.goal = *flow::DeliveryGoal::parse(goal);
    CHECK(simulated(options, always(status)).ends.at(0).objection == objection);
  }
  for (const auto* wrong : {"", "never", "attempts=", "attempts=0", "attempts=x"}) {
    CHECK_FALSE(flow::DeliveryGoal::parse(wrong));
  }
}

TEST_CASE("simulate: Retry-After as seconds and as a date moves the next attempt where the provider honours it") {
  auto honouring = schedule;
  honouring.retry_after = retry::RetryAfter{};
  Script seconds({{.status = 429, .headers = {{"Retry-After", "7"}}}, {.status = 200}});
  const auto told = simulated(instantly(honouring), seconds.bring());
  CHECK(told.times_of(0) == std::vector<Micros>{0s, 7s});
  CHECK(told.attempts[0].second.note == "Retry-After: 7");
  const VirtualClock wall(Instant{Seconds{784'111'777}});
  Script date({{.status = 503, .headers = {{"Retry-After", "Sun, 06 Nov 1994 08:49:57 GMT"}}}, {.status = 200}});
  CHECK(simulated(instantly(honouring), date.bring(), wall).times_of(0) == std::vector<Micros>{0s, 20s});
  Script ignored({{.status = 429, .headers = {{"Retry-After", "7"}}}, {.status = 200}});
  CHECK(simulated(instantly(schedule), ignored.bring()).times_of(0) == std::vector<Micros>{0s, 1s});
}

TEST_CASE("simulate: jumps of the wall clock change nothing but the times that are signed") {
  const auto told = simulated(instantly(schedule), always(500), JumpingClock());
  CHECK(told.times_of(0) == std::vector<Micros>{0s, 1s, 11s, 111s});
  auto fast = instantly(schedule);
  fast.speed = 1'000'000;
  const auto timed = simulated(fast, always(500), JumpingClock());
  const auto times = timed.times_of(0);
  REQUIRE(times.size() == 4);
  CHECK(times[3] >= 111s);
  CHECK(times[3] < 120s);
  CHECK(timed.attempts[0].second.at != timed.attempts[1].second.at);
}

TEST_CASE("simulate: a provider that does not refresh its timestamp signs every attempt for the time of the first") {
  auto stubborn = schedule;
  stubborn.stamped = retry::Stamped::once;
  const auto& row = *provider::find_provider("standard-webhooks");
  const signature::Keys keys{.secrets = {crypto::Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")}};
  for (const auto& [rules, times] : {std::pair{schedule, 4u}, std::pair{stubborn, 1u}}) {
    std::set<std::string> stamps;
    const flow::Bring app = [&](const Request& request, Millis, flow::Hearing,
                                const std::function<void(wire::Sent)>& done) {
      stamps.insert(std::string(request.headers.find("webhook-timestamp").value()));
      done({.reached = wire::Reached::answered, .response = Response{.status = 500}});
    };
    const flow::SimulateOptions options{
        .provider = row, .schedule = rules, .keys = keys, .events = plain_events(1), .speed = std::nullopt};
    simulated(options, app, SteppingClock());
    CHECK(stamps.size() == times);
  }
}

}  // namespace hookctl::test
