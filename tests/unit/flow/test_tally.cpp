#include <doctest/doctest.h>

#include "flow/tally.h"

using namespace hookctl;
using namespace hookctl::flow;

TEST_CASE("tally: counts all, and each provider's") {
  Tally tally;
  tally.add({.verdict = {.state = signature::State::verified, .provider = "bfl"}});
  tally.add({.verdict = {.state = signature::State::failed, .provider = "bfl"},
             .event = capture::EventNote{.duplicate_of = "01"}});
  tally.add({.verdict = {.state = signature::State::authenticated, .provider = "gitlab"}});
  tally.add({});
  CHECK(tally.all.received == 4);
  CHECK(tally.all.verified == 2);
  CHECK(tally.all.failed == 1);
  CHECK(tally.all.duplicates == 1);
  CHECK(tally.by_provider.size() == 3);
  CHECK(tally.by_provider.at("bfl").received == 2);
  CHECK(tally.by_provider.at("").received == 1);
}

TEST_CASE("tally: quantiles are never above the longest answer, and never far off") {
  Latencies latencies;
  CHECK(latencies.quantile(0.5) == Micros{0});
  for (int i = 1; i <= 1000; ++i) latencies.add(Micros{i * 10});
  CHECK(latencies.count() == 1000);
  CHECK(latencies.max() == Micros{10'000});
  CHECK(latencies.sum() == Micros{5'005'000});
  CHECK(latencies.quantile(0.5) >= Micros{5'000});
  CHECK(latencies.quantile(0.5) <= Micros{5'700});
  CHECK(latencies.quantile(0.99) >= Micros{9'900});
  CHECK(latencies.quantile(1) == Micros{10'000});
}
