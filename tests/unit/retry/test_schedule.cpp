#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "provider/catalogue.h"
#include "retry/deliver.h"

using namespace hookctl;
using namespace std::chrono_literals;

namespace {

retry::Send always(std::optional<int> status) {
  return [status](int, Millis) { return status; };
}

double middle() { return 0.5; }

retry::Delivery run(const retry::Schedule& schedule, const retry::Send& send, const retry::Draw& draw = middle) {
  VirtualClock clock{Instant{}};
  return retry::deliver(schedule, send, draw, clock, {});
}

}  // namespace

TEST_CASE("deliver: bfl makes four attempts at 0, 1, 6 and 36 s and gives up") {
  const auto delivery = run(provider::find_provider("bfl")->retries, always(500));
  REQUIRE(delivery.attempts.size() == 4);
  CHECK(delivery.attempts[0].at == Instant{0s});
  CHECK(delivery.attempts[1].at == Instant{1s});
  CHECK(delivery.attempts[2].at == Instant{6s});
  CHECK(delivery.attempts[3].at == Instant{36s});
  CHECK(delivery.finish == retry::Finish::exhausted);
}

TEST_CASE("deliver: the first 2xx ends a delivery") {
  const retry::Send third_time = [](int number, Millis) { return number < 3 ? 503 : 204; };
  const auto delivery = run(provider::find_provider("bfl")->retries, third_time);
  CHECK(delivery.attempts.size() == 3);
  CHECK(delivery.finish == retry::Finish::delivered);
}

TEST_CASE("deliver: no answer at all is retried like a refusal") {
  CHECK(run(provider::find_provider("wavespeed")->retries, always(std::nullopt)).attempts.size() == 4);
}

TEST_CASE("deliver: some answers are final") {
  struct Case {
    const char* provider;
    int status;
    std::size_t attempts;
  };
  constexpr Case cases[] = {{"fal", 302, 1},
                            {"fal", 404, 32},
                            {"higgsfield", 404, 1},
                            {"higgsfield", 503, 14},
                            {"standard-webhooks", 410, 1},
                            {"standard-webhooks", 404, 10}};
  for (const auto& each : cases) {
    CAPTURE(each.provider);
    CAPTURE(each.status);
    CHECK(run(provider::find_provider(each.provider)->retries, always(each.status)).attempts.size() == each.attempts);
  }
}

TEST_CASE("deliver: fal stops after six minutes when the body is large") {
  const auto& retries = provider::find_provider("fal")->retries;
  const auto small = run(retry::for_body(retries, 10'239), always(500)).attempts;
  const auto large = run(retry::for_body(retries, 10'240), always(500)).attempts;
  CHECK(small.size() == 32);
  CHECK(small.back().at == Instant{3007s});
  CHECK(large.back().at <= Instant{360s});
  CHECK(large.size() < small.size());
}

TEST_CASE("deliver: fal's first attempt has 15 s, its retries 120 s") {
  std::vector<Millis> limits;
  run(provider::find_provider("fal")->retries, [&](int number, Millis limit) -> std::optional<int> {
    limits.push_back(limit);
    return number < 3 ? 500 : 200;
  });
  CHECK(limits == std::vector<Millis>{15s, 120s, 120s});
}

TEST_CASE("next: an attempt due exactly at the end of the window is made, a later one is not") {
  constexpr Millis delays[] = {10s, 10s, 10s};
  const retry::Schedule schedule{.delays = delays, .window = Millis{20s}};
  CHECK(run(schedule, always(500)).attempts.size() == 3);
}

TEST_CASE("next: jitter stays within its share of the delay") {
  constexpr Millis delays[] = {10s};
  const retry::Schedule schedule{.delays = delays, .jitter = 0.1};
  CHECK(run(schedule, always(500), [] { return 0.0; }).attempts.back().at == Instant{9s});
  CHECK(run(schedule, always(500), [] { return 0.9999999; }).attempts.back().at <= Instant{11s});
}

TEST_CASE("deliver: a stop ends it between attempts, without a finish") {
  VirtualClock clock{Instant{}};
  std::stop_source stop;
  const auto delivery = retry::deliver(
      provider::find_provider("bfl")->retries,
      [&](int number, Millis) -> std::optional<int> {
        if (number == 2) stop.request_stop();
        return 500;
      },
      middle, clock, stop.get_token());
  CHECK(delivery.attempts.size() == 2);
  CHECK_FALSE(delivery.finish);
}
