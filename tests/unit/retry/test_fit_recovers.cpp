#include <doctest/doctest.h>

#include <cmath>
#include <random>

#include "retry/draw.h"
#include "retry/fit.h"
#include "retry/schedule.h"

// What is learned of schedules that are known: 200 of them, each drawn from a seed.
namespace hookctl::retry {
namespace {

using Random = std::mt19937_64;

double between(Random& random, double low, double high) { return std::uniform_real_distribution(low, high)(random); }

/// A schedule that is to be found out.
struct Secret {
  Shape shape;
  std::vector<Millis> delays = {};
  double factor = 1;
  std::optional<Millis> cap = {};
  double jitter = 0;
};

Secret drawn_fixed(Random& random) {
  const Millis delay{static_cast<int>(between(random, 1'000, 600'000))};
  return {Shape::fixed, std::vector<Millis>(2 + random() % 8, delay)};
}

Secret drawn_exponential(Random& random) {
  Secret secret{Shape::exponential};
  secret.factor = between(random, 1.4, 4);
  const auto count = 3 + random() % 6;
  double delay = between(random, 1'000, 30'000);
  const bool is_capped = random() % 2 == 0;
  const double cap = delay * std::pow(secret.factor, static_cast<double>(count) - 0.5);
  for (std::size_t i = 0; i < count; ++i, delay *= secret.factor) {
    secret.delays.emplace_back(std::llround(std::min(delay, cap)));
  }
  if (!is_capped) return secret;
  secret.cap = Millis{std::llround(cap)};
  for (int i = 0; i < 3; ++i) secret.delays.push_back(*secret.cap);
  return secret;
}

/// Delays that follow no rule: each at least half as long again as the geometric mean of its neighbours, or half.
Secret drawn_list(Random& random) {
  Secret secret{Shape::list};
  double delay = between(random, 1'000, 5'000);
  const auto count = 4 + random() % 4;
  for (std::size_t i = 0; i < count; ++i) {
    secret.delays.emplace_back(std::llround(delay));
    delay *= i % 2 == 0 ? between(random, 4, 8) : between(random, 1.3, 1.8);
  }
  return secret;
}

Secret drawn(std::uint64_t seed) {
  Random random(seed);
  constexpr Secret (*kinds[])(Random&) = {drawn_fixed, drawn_exponential, drawn_list};
  auto secret = kinds[seed % 3](random);
  constexpr double jitters[] = {0, 0.02, 0.1, 0.2};
  secret.jitter = jitters[random() % 4];
  return secret;
}

/// What an endpoint sees of it that refuses everything: its attempts are late by up to 5 ms.
std::vector<Observed> watch(const Secret& secret, std::size_t deliveries, std::uint64_t seed) {
  const Schedule schedule{.delays = secret.delays, .jitter = secret.jitter};
  std::vector<Observed> observed;
  for (std::size_t i = 0; i < deliveries; ++i) {
    Observed seen;
    SoFar so_far;
    for (;;) {
      const auto step = next(schedule, so_far, Instant{Seconds{1'000}}, draw(seed, i, so_far.made));
      const auto* wait = std::get_if<WaitUntil>(&step);
      if (wait == nullptr) break;
      so_far.add({.at = wait->at, .ended = wait->at, .status = 500});
      const auto late = static_cast<int>(5'000 * draw(seed + 1, i, so_far.made));
      seen.attempts.push_back(wait->at + Micros{late});
    }
    seen.watched_until = seen.attempts.back() + std::chrono::hours{1'000};
    observed.push_back(std::move(seen));
  }
  return observed;
}

bool is_near(double value, double wanted) { return std::abs(value / wanted - 1) <= 0.05; }

bool are_near(const std::vector<Millis>& delays, const std::vector<Millis>& wanted) {
  if (delays.size() != wanted.size()) return false;
  for (std::size_t i = 0; i < delays.size(); ++i) {
    if (!is_near(static_cast<double>(delays[i].count()), static_cast<double>(wanted[i].count()))) return false;
  }
  return true;
}

/// Deliveries by which the jitter is told from the shape: the error of a mean falls with the root of their number.
std::size_t enough_for(double jitter) { return jitter == 0 ? 1 : jitter < 0.05 ? 4 : 250; }

}  // namespace

TEST_CASE("fit: of 200 schedules the kind and the figures are found within 5 %, given deliveries enough") {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    CAPTURE(seed);
    const auto secret = drawn(seed);
    CAPTURE(secret.jitter);
    const auto found = fit(watch(secret, enough_for(secret.jitter), seed));
    REQUIRE(found);
    CHECK(to_text(found->shape) == to_text(secret.shape));
    CHECK(are_near(found->delays, secret.delays));
    if (secret.shape == Shape::exponential) CHECK(is_near(found->factor, secret.factor));
    CHECK(found->cap.has_value() == secret.cap.has_value());
    if (found->cap && secret.cap)
      CHECK(is_near(static_cast<double>(found->cap->count()), static_cast<double>(secret.cap->count())));
    CHECK(std::abs(found->jitter - secret.jitter) <= 0.05 * secret.jitter + 0.01);
    CHECK(found->ended);
  }
}

TEST_CASE("fit: of one delivery with jitter it is said that the jitter cannot be told, nor how certain the rest is") {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    CAPTURE(seed);
    const auto secret = drawn(seed);
    const auto found = fit(watch(secret, 1, seed));
    REQUIRE(found);
    CHECK_FALSE(found->open.empty());
  }
}

}  // namespace hookctl::retry
