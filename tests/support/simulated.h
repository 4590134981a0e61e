#pragma once

#include <vector>

#include "flow/simulate.h"

namespace hookctl::test {

/// What a simulation told of its deliveries.
struct Told {
  flow::SimulateSummary summary = {};
  std::vector<std::pair<std::size_t, flow::Attempt>> attempts = {};  // with the delivery, in the order they ended
  std::vector<flow::DeliveryEnd> ends = {};

  /// When the attempts of one delivery were made, on the schedule's clock.
  std::vector<Micros> times_of(std::size_t delivery) const;
};

/// So many plain events with ids `e0`, `e1` …
std::vector<flow::SimulatedEvent> plain_events(std::size_t count);

/// Options without a provider's signature, without waiting.
flow::SimulateOptions instantly(const retry::Schedule& schedule, std::size_t events = 1);

/// An app within this process that says the same to every request, at once; 0 is no connection.
flow::Bring always(int status);

/// Runs a simulation to its end.
Told simulated(const flow::SimulateOptions& options, const flow::Bring& bring, const Clock& wall);
Told simulated(const flow::SimulateOptions& options, const flow::Bring& bring);

}  // namespace hookctl::test
