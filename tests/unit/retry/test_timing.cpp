#include <doctest/doctest.h>

#include <string>

#include "retry/timing.h"

using namespace hookctl;
using namespace hookctl::retry;
using namespace std::chrono_literals;

namespace {

using Delays = std::vector<Millis>;

Delays delays_of(std::string_view text, std::optional<std::size_t> retries = {}) {
  const auto timing = parse_timing(text, retries);
  REQUIRE(timing);
  return timing->delays;
}

}  // namespace

TEST_CASE("timing: a list is its delays, and with a number of retries the last one goes on") {
  CHECK(delays_of("1s,5s, 30s") == Delays{1s, 5s, 30s});
  CHECK(delays_of("1s,5s,30s", 2) == Delays{1s, 5s});
  CHECK(delays_of("1s,5s", 4) == Delays{1s, 5s, 5s, 5s});
  CHECK(delays_of("1s", 0).empty());
}

TEST_CASE("timing: an exponential schedule grows by its factor up to its cap, as far as the window or the retries go") {
  CHECK(delays_of("exponential:base=10s,factor=3", 3) == Delays{10s, 30s, 90s});
  CHECK(delays_of("exponential:base=1s,max=3s", 4) == Delays{1s, 2s, 3s, 3s});
  CHECK(delays_of("exponential:base=1s,window=7s") == Delays{1s, 2s, 4s});
  CHECK(delays_of("exponential:base=1s,window=6999ms") == Delays{1s, 2s});
  const auto timing = parse_timing("exponential:base=10s,factor=2,max=15m,window=2h,jitter=0.1", {});
  REQUIRE(timing);
  CHECK(timing->window == 2h);
  CHECK(timing->jitter == 0.1);
  CHECK(timing->delays.back() == 15min);
}

TEST_CASE("timing: with jitter there are delays enough for the shortest draw") {
  CHECK(delays_of("exponential:base=10s,factor=1,window=100s,jitter=0.5").size() == 20);
}

TEST_CASE("timing: what cannot be read is said, with what can") {
  struct Case {
    const char* text;
    const char* said;
  };
  constexpr Case cases[] = {
      {"soon", "exponential:base=10s"},
      {"1s,,2s", "write delays"},
      {"", "write delays"},
      {"exponential:factor=2", "base=10s"},
      {"exponential:base=1s", "window=2h"},
      {"exponential:base=1s,factr=2", "did you mean 'factor'?"},
      {"exponential:base=1s,factor", "write factor="},
      {"exponential:base=1s,factor=0.5", "1 to 1000"},
      {"exponential:base=1s,window=1h,jitter=2", "0 to 0.99"},
      {"exponential:base=1ms,factor=1,window=2h", "longer base"},
  };
  for (const auto& [text, said] : cases) {
    CAPTURE(text);
    const auto timing = parse_timing(text, {});
    REQUIRE_FALSE(timing);
    CHECK((timing.error().message + " " + timing.error().hint).find(said) != std::string::npos);
  }
  CHECK_FALSE(this_many({}, 1));
}

TEST_CASE("timing: triggers are statuses, classes and reasons for no answer") {
  const auto triggers = parse_triggers("5xx, 429,timeout,refused,reset");
  REQUIRE(triggers);
  REQUIRE(triggers->answers.size() == 2);
  CHECK(triggers->answers[0].low == 500);
  CHECK(triggers->answers[0].high == 599);
  CHECK(triggers->answers[1].high == 429);
  CHECK(triggers->without == std::vector{NoAnswer::timeout, NoAnswer::refused, NoAnswer::lost});
  for (const auto* wrong : {"", "5xy", "700", "late", "6xx"}) CHECK_FALSE(parse_triggers(wrong));
  CHECK(parse_statuses("410,4xx")->size() == 2);
  CHECK_FALSE(parse_statuses("timeout"));
}
