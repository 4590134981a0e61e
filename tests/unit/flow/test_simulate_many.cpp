#include <doctest/doctest.h>
#include <malloc.h>

#include <array>
#include <deque>
#include <map>
#include <thread>

#include "flow/sample.h"
#include "provider/catalogue.h"
#include "support/memory.h"
#include "support/simulated.h"

namespace hookctl::test {
namespace {

using namespace std::chrono_literals;

constexpr std::array delays{Millis{1s}, Millis{10s}, Millis{100s}};
constexpr retry::Schedule schedule{.delays = delays};
constexpr std::size_t many = 10'000;

std::size_t memory_in_use() { return mallinfo2().uordblks; }

}  // namespace

TEST_CASE("simulate: 10,000 deliveries take turns, each attempt in the order of its schedule") {
  auto options = instantly(schedule, many);
  const auto told = simulated(options, always(500));
  REQUIRE(told.attempts.size() == many * 4);
  // All first attempts in the order of the events, then all second ones, and so on.
  for (std::size_t i = 0; i < told.attempts.size(); ++i) {
    REQUIRE(told.attempts[i].first == i % many);
    REQUIRE(told.attempts[i].second.number == static_cast<int>(i / many) + 1);
  }
  CHECK(told.summary.gave_up == many);
}

TEST_CASE("simulate: no more attempts are under way than are allowed, and who waits is not forgotten") {
  auto options = instantly(schedule, 100);
  options.concurrency = 7;
  std::size_t most = 0, ended = 0;
  std::deque<std::function<void(wire::Sent)>> under_way;
  const flow::Bring busy = [&](const Request&, Millis, flow::Hearing, std::function<void(wire::Sent)> done) {
    under_way.push_back(std::move(done));
    most = std::max(most, under_way.size());
  };
  const flow::SimulateObserver observer{.attempt = [](std::size_t, const flow::Attempt&) {},
                                        .ended = [&](std::size_t, const flow::DeliveryEnd&) { ++ended; }};
  wire::Loop loop;
  // An app that works for a while, and refuses the oldest request in each turn of the loop.
  const std::function<void()> refuse_oldest = [&] {
    if (!under_way.empty()) {
      const auto oldest = std::move(under_way.front());
      under_way.pop_front();
      oldest({.reached = wire::Reached::answered, .response = Response{.status = 500}});
    }
    if (ended < 100) loop.post(refuse_oldest);
  };
  loop.post(refuse_oldest);
  const auto summary = flow::simulate(options, busy, observer, loop, SystemClock(), {});
  REQUIRE(summary);
  CHECK(most == 7);
  CHECK(ended == 100);
  CHECK(summary->attempts == 400);
}

TEST_CASE("simulate: a delivery that waits for its next attempt costs at most 2 KiB") {
  if (!memory_is_measurable) return;
  const auto& row = *provider::find_provider("higgsfield");
  const signature::Keys keys{.secrets = {crypto::Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")}};
  const auto before = memory_in_use();
  flow::SimulateOptions options{
      .provider = row, .schedule = row.retries, .keys = keys, .events = {}, .concurrency = 64};
  for (std::size_t i = 0; i < many; ++i) {
    auto request = flow::sample_request(row, "success", "", Instant{});
    REQUIRE(request);
    options.events.push_back({"msg_01M7ZVX285MKC7DK91TH0WV6ZB", *std::move(request)});
  }
  std::size_t attempts = 0;
  std::size_t in_use = 0;
  std::stop_source stop;
  // The first retry is due 10 s later: once every first attempt was made, all deliveries wait.
  const flow::SimulateObserver observer{.attempt =
                                            [&](std::size_t, const flow::Attempt&) {
                                              if (++attempts < many) return;
                                              in_use = memory_in_use();
                                              stop.request_stop();
                                            },
                                        .ended = [](std::size_t, const flow::DeliveryEnd&) {}};
  wire::Loop loop;
  const auto summary = flow::simulate(options, always(500), observer, loop, SystemClock(), stop.get_token());
  REQUIRE(summary);
  CHECK(summary->stopped == many);
  CHECK(summary->attempts == many);
  const auto each = (in_use - before) / many;
  CAPTURE(each);
  CHECK(each <= 2048);
}

TEST_CASE("simulate: a stop tells the state of every delivery") {
  auto options = instantly(schedule, 3);
  options.speed = 1;
  options.concurrency = 3;
  std::stop_source stop;
  std::map<std::string, flow::DeliveryEnd> ends;
  std::vector<flow::Attempt> attempts;
  // The first waits for its retry, the second has succeeded, the third gets no answer.
  int asked = 0;
  const flow::Bring app = [&](const Request& request, Millis limit, flow::Hearing hearing,
                              const std::function<void(wire::Sent)>& done) {
    ++asked;
    if (asked == 1) return always(500)(request, limit, hearing, done);
    if (asked == 2) return always(200)(request, limit, hearing, done);
    stop.request_stop();
  };
  const flow::SimulateObserver observer{
      .attempt = [&](std::size_t, const flow::Attempt& attempt) { attempts.push_back(attempt); },
      .ended = [&](std::size_t, const flow::DeliveryEnd& end) { ends[end.id] = end; }};
  wire::Loop loop;
  const auto summary = flow::simulate(options, app, observer, loop, SystemClock(), stop.get_token());
  REQUIRE(summary);
  CHECK(summary->delivered == 1);
  CHECK(summary->stopped == 2);
  CHECK(ends["e0"].outcome == flow::Outcome::stopped);
  REQUIRE(ends["e0"].next_at);
  CHECK(*ends["e0"].next_at >= 1s);
  CHECK(ends["e1"].outcome == flow::Outcome::delivered);
  CHECK(ends["e2"].under_way);
  REQUIRE(attempts.size() == 3);
  CHECK(attempts[2].ending == flow::Ending::unknown);
  CHECK(attempts[2].note == "stopped");
}

}  // namespace hookctl::test
