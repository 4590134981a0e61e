#include <doctest/doctest.h>

#include <random>

#include "retry/fit.h"

using namespace hookctl;
using namespace hookctl::retry;

namespace {

/// A delivery with these gaps, in milliseconds.
Observed delivery(const std::vector<int>& gaps, Seconds watched = Seconds{0}) {
  Observed seen{.attempts = {Instant{Seconds{1'000}}}};
  for (const int gap : gaps) seen.attempts.push_back(seen.attempts.back() + Millis{gap});
  seen.watched_until = seen.attempts.back() + watched;
  return seen;
}

Fit fit_of(const std::vector<Observed>& observed) {
  const auto found = fit(observed);
  REQUIRE(found);
  return *found;
}

bool is_near(double value, double wanted, double share) { return std::abs(value / wanted - 1) <= share; }

}  // namespace

TEST_CASE("fit: without a retry there is nothing to learn") {
  CHECK_FALSE(fit({}));
  CHECK_FALSE(fit(std::vector{delivery({}), delivery({})}));
}

TEST_CASE("fit: delays that are alike are fixed") {
  const auto found = fit_of({delivery({5'000, 5'100, 4'950})});
  CHECK(found.shape == Shape::fixed);
  CHECK(found.delays == std::vector<Millis>(3, Millis{5'000}));
  CHECK(found.jitter < 0.03);
}

TEST_CASE("fit: delays that grow by a factor are exponential, with the cap where it shows") {
  const auto open = fit_of({delivery({10'000, 30'000, 90'000, 270'000})});
  CHECK(open.shape == Shape::exponential);
  CHECK(is_near(open.factor, 3, 0.001));
  CHECK_FALSE(open.cap);
  const auto capped = fit_of({delivery({10'000, 20'000, 40'000, 80'000, 100'000, 100'000, 100'000})});
  CHECK(capped.shape == Shape::exponential);
  CHECK(is_near(capped.factor, 2, 0.001));
  REQUIRE(capped.cap);
  CHECK(*capped.cap == Millis{100'000});
}

TEST_CASE("fit: other delays are a list of their medians") {
  const auto found = fit_of({delivery({1'000, 5'000, 30'000}), delivery({1'010, 5'010}), delivery({990})});
  CHECK(found.shape == Shape::list);
  CHECK(found.delays == std::vector{Millis{1'000}, Millis{5'005}, Millis{30'000}});
  CHECK(found.deliveries == 3);
  CHECK(found.gaps == 6);
}

TEST_CASE("fit: jitter of many deliveries does not hide the schedule") {
  std::mt19937 random(7);
  std::uniform_real_distribution<double> off(0.8, 1.2);
  std::vector<Observed> observed;
  for (int i = 0; i < 40; ++i) {
    std::vector<int> gaps;
    for (const double delay : {2'000., 6'000., 18'000., 54'000.}) gaps.push_back(static_cast<int>(delay * off(random)));
    observed.push_back(delivery(gaps));
  }
  const auto found = fit_of(observed);
  CHECK(found.shape == Shape::exponential);
  CHECK(is_near(found.factor, 3, 0.05));
  CHECK(found.jitter > 0.15);
  CHECK(found.jitter < 0.3);
  CHECK(found.residual < 0.15);
}

TEST_CASE("fit: the end is known once nothing came for long enough after a refusal") {
  CHECK_FALSE(fit_of({delivery({1'000, 2'000}, Seconds{5})}).ended);
  const auto found = fit_of({delivery({1'000, 2'000}, Seconds{7})});
  CHECK(found.ended);
  CHECK(found.window == Millis{3'000});
  auto accepted = delivery({1'000, 2'000}, Seconds{100});
  accepted.accepted = true;
  CHECK_FALSE(fit_of({accepted}).ended);
}

TEST_CASE("fit: says what cannot be told yet") {
  const auto little = fit_of({delivery({1'000})});
  CHECK(little.open.size() == 3);
  const auto much = fit_of({delivery({1'000, 2'000, 4'000}, Seconds{60}), delivery({1'000, 2'000, 4'000})});
  CHECK(much.open.empty());
}
