#include <doctest/doctest.h>

#include <array>

#include "provider/catalogue.h"
#include "retry/schedule.h"

using namespace hookctl;
using namespace hookctl::retry;
using namespace std::chrono_literals;

namespace {

constexpr std::array delays{Millis{10s}, Millis{100s}};
constexpr double middle = 0.5;

/// One attempt that began at zero and took a second.
SoFar after(Attempted attempt) {
  attempt.ended = attempt.at + 1s;
  SoFar so_far;
  so_far.add(attempt);
  return so_far;
}

/// The wait that follows an answer, from its end; nothing where none follows.
std::optional<Micros> wait_after(const Schedule& schedule, const Attempted& attempt) {
  const auto so_far = after(attempt);
  const auto step = next(schedule, so_far, so_far.last.ended, middle);
  const auto* wait = std::get_if<WaitUntil>(&step);
  if (wait == nullptr) return std::nullopt;
  return wait->at - so_far.last.ended;
}

const Schedule& schedule_of(std::string_view provider) { return provider::find_provider(provider)->retries; }

}  // namespace

TEST_CASE("next: where a schedule names what is tried again, everything else is final") {
  constexpr std::array answers{StatusRange{500, 599}, StatusRange{429, 429}};
  constexpr std::array without{NoAnswer::timeout};
  const Schedule schedule{.delays = delays, .retry_on = RetryOn{answers, without}};
  CHECK(wait_after(schedule, {.status = 500}) == 10s);
  CHECK(wait_after(schedule, {.status = 429}) == 10s);
  CHECK_FALSE(wait_after(schedule, {.status = 404}));
  CHECK(wait_after(schedule, {.without = NoAnswer::timeout}) == 10s);
  CHECK_FALSE(wait_after(schedule, {.without = NoAnswer::refused}));
  CHECK(next(schedule, after({.status = 404}), Instant{1s}, middle) == Next(Finish::permanent));
}

TEST_CASE("next: Standard Webhooks slows down after 429, 502 and 504, and honours Retry-After beyond the delay") {
  const auto& schedule = schedule_of("standard-webhooks");
  CHECK(wait_after(schedule, {.status = 500}) == 5s);
  for (const int status : {429, 502, 504}) CHECK(wait_after(schedule, {.status = status}) == 10s);
  CHECK(wait_after(schedule, {.status = 503, .retry_after = 2min}) == 2min);
  CHECK(wait_after(schedule, {.status = 503, .retry_after = 1s}) == 5s);
  CHECK(wait_after(schedule, {.status = 503, .retry_after = 1000h}) == 24h);
}

TEST_CASE("next: Svix waits for 60 s at least after 429, and holds Retry-After between once and twice the delay") {
  const auto& schedule = schedule_of("svix");
  CHECK(wait_after(schedule, {.status = 500}) == 5s);
  CHECK(wait_after(schedule, {.status = 429}) == 60s);
  CHECK(wait_after(schedule, {.status = 503, .retry_after = 7s}) == 7s);
  CHECK(wait_after(schedule, {.status = 503, .retry_after = 1s}) == 5s);
  CHECK(wait_after(schedule, {.status = 503, .retry_after = 1min}) == 10s);
}

TEST_CASE("next: others pay no attention to Retry-After") {
  for (const auto* provider : {"bfl", "wavespeed", "fal", "stripe"}) {
    CAPTURE(provider);
    CHECK(wait_after(schedule_of(provider), {.status = 503, .retry_after = 10h}) == schedule_of(provider).delays[0]);
  }
}

TEST_CASE("next: Twilio tries again only when no connection came about") {
  CHECK(wait_after(schedule_of("twilio"), {.without = NoAnswer::refused}));
  CHECK_FALSE(wait_after(schedule_of("twilio"), {.without = NoAnswer::timeout}));
  CHECK_FALSE(wait_after(schedule_of("twilio"), {.status = 503}));
}

TEST_CASE("next: an answer that asks to stop is the last") {
  CHECK(schedule_of("slack").stop_header == "X-Slack-No-Retry");
  CHECK(next(schedule_of("slack"), after({.status = 500, .asks_to_stop = true}), Instant{1s}, middle) ==
        Next(Finish::permanent));
}

TEST_CASE("next: a Retry-After beyond the window ends the delivery") {
  const Schedule schedule{.delays = delays, .window = Millis{1min}, .retry_after = RetryAfter{}};
  CHECK(wait_after(schedule, {.status = 503, .retry_after = 50s}) == 50s);
  CHECK(next(schedule, after({.status = 503, .retry_after = 61s}), Instant{1s}, middle) == Next(Finish::exhausted));
}
