#include "flow/plan.h"

#include "retry/deliver.h"

namespace hookctl::flow {

std::vector<Planned> plan(const retry::Schedule& schedule) {
  auto steady = schedule;
  steady.jitter = 0;
  steady.retry_on.reset();
  VirtualClock clock{Instant{}};
  const auto delivery = retry::deliver(
      steady, [](int, Millis) { return std::optional<int>{}; }, [] { return 0.5; }, clock, {});
  std::vector<Planned> planned;
  Micros before{0};
  for (const auto& attempt : delivery.attempts) {
    const auto at = attempt.at - Instant{};
    planned.push_back({static_cast<int>(planned.size()) + 1, at, at - before});
    before = at;
  }
  return planned;
}

}  // namespace hookctl::flow
