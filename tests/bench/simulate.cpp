#include "flow/simulate.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>
#include <string>
#include <vector>

#include "flow/sample.h"
#include "provider/catalogue.h"

// What a delivery of four attempts costs without a network: 100,000 of them, each attempt signed, against an app within
// this process that refuses everything. Time is that of the processor, so that what else the machine does counts less.
namespace hookctl::bench {
namespace {

constexpr std::size_t deliveries = 100'000;
constexpr int rounds = 5;
constexpr double goal = 200'000;

double seconds_of(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

std::vector<flow::SimulatedEvent> events_of(const provider::Provider& row) {
  std::vector<flow::SimulatedEvent> events;
  events.reserve(deliveries);
  for (std::size_t i = 0; i < deliveries; ++i) {
    const auto id = fmt::format("gen_{}", i);
    events.push_back({id, *flow::sample_request(row, "success", id, Instant{})});
  }
  return events;
}

void refuse(const Request&, Millis, flow::Hearing, const std::function<void(wire::Sent)>& done) {
  done({.reached = wire::Reached::answered, .response = Response{.status = 500}});
}

struct Rates {
  double by_processor;
  double by_clock;
};

/// Attempts a second of one round.
Rates round(const flow::SimulateOptions& options) {
  std::size_t told = 0;
  const flow::SimulateObserver observer{.attempt = [&](std::size_t, const flow::Attempt&) { ++told; },
                                        .ended = [](std::size_t, const flow::DeliveryEnd&) {}};
  wire::Loop loop;
  const auto processor = seconds_of(CLOCK_PROCESS_CPUTIME_ID), clock = seconds_of(CLOCK_MONOTONIC);
  const auto summary = flow::simulate(options, refuse, observer, loop, SystemClock(), {});
  const auto attempts = static_cast<double>(summary ? told : 0);
  return {attempts / (seconds_of(CLOCK_PROCESS_CPUTIME_ID) - processor),
          attempts / (seconds_of(CLOCK_MONOTONIC) - clock)};
}

int run() {
  const auto& row = *provider::find_provider("bfl");
  const signature::Keys keys{.secrets = {crypto::Secret("s3cret")}};
  const flow::SimulateOptions options{
      .provider = row, .schedule = row.retries, .keys = keys, .events = events_of(row), .speed = std::nullopt};
  std::vector<double> by_processor, by_clock;
  for (int i = 0; i < rounds; ++i) {
    const auto rates = round(options);
    by_processor.push_back(rates.by_processor);
    by_clock.push_back(rates.by_clock);
  }
  std::sort(by_processor.begin(), by_processor.end());
  std::sort(by_clock.begin(), by_clock.end());
  const auto median = by_processor[rounds / 2];
  fmt::print(
      "simulate --instant, {} deliveries of 4 attempts, signed: {:.0f} attempts/s of one processor "
      "({:.0f}-{:.0f}), {:.0f} attempts/s by the clock; goal {:.0f}: {}\n",
      deliveries, median, by_processor.front(), by_processor.back(), by_clock[rounds / 2], goal,
      median >= goal ? "met" : "not met");
  return 0;
}

}  // namespace
}  // namespace hookctl::bench

int main() { return hookctl::bench::run(); }
