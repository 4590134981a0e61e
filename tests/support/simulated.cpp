#include "support/simulated.h"

#include <fmt/format.h>

#include <stdexcept>

#include "flow/plain_row.h"

namespace hookctl::test {

std::vector<Micros> Told::times_of(std::size_t delivery) const {
  std::vector<Micros> times;
  for (const auto& [index, attempt] : attempts) {
    if (index == delivery) times.push_back(attempt.since_first);
  }
  return times;
}

std::vector<flow::SimulatedEvent> plain_events(std::size_t count) {
  std::vector<flow::SimulatedEvent> events;
  for (std::size_t i = 0; i < count; ++i) {
    const auto id = fmt::format("e{}", i);
    events.push_back({id, {.body = fmt::format(R"({{"id":"{}"}})", id), .framing = Framing::length}});
  }
  return events;
}

flow::SimulateOptions instantly(const retry::Schedule& schedule, std::size_t events) {
  static const signature::Keys no_keys;
  return {.provider = flow::plain_row,
          .schedule = schedule,
          .keys = no_keys,
          .events = plain_events(events),
          .speed = std::nullopt,
          .concurrency = 64};
}

flow::Bring always(int status) {
  return [status](const Request&, Millis, flow::Hearing, const std::function<void(wire::Sent)>& done) {
    if (status == 0) return done({.error = "connection refused"});
    done({.reached = wire::Reached::answered, .response = Response{.status = status}});
  };
}

Told simulated(const flow::SimulateOptions& options, const flow::Bring& bring, const Clock& wall) {
  wire::Loop loop;
  Told told;
  const flow::SimulateObserver observer{
      .attempt = [&](std::size_t delivery,
                     const flow::Attempt& attempt) { told.attempts.emplace_back(delivery, attempt); },
      .ended = [&](std::size_t, const flow::DeliveryEnd& end) { told.ends.push_back(end); }};
  const auto summary = flow::simulate(options, bring, observer, loop, wall, {});
  if (!summary) throw std::runtime_error(summary.error().message);
  told.summary = *summary;
  return told;
}

Told simulated(const flow::SimulateOptions& options, const flow::Bring& bring) {
  return simulated(options, bring, SystemClock());
}

}  // namespace hookctl::test
