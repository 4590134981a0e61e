#include "retry/deliver.h"

namespace hookctl::retry {

Delivery deliver(const Schedule& schedule, const Send& send, const Draw& draw, Clock& clock,
                 const std::stop_token& stop) {
  Delivery delivery;
  auto& attempts = delivery.attempts;
  while (!stop.stop_requested()) {
    const auto step = next(schedule, attempts, clock.now(), draw());
    if (const auto* finish = std::get_if<Finish>(&step)) {
      delivery.finish = *finish;
      break;
    }
    const auto due = std::get<WaitUntil>(step).at;
    if (clock.wait(due - clock.now(), stop) == Wake::stopped) break;
    const auto at = clock.now();
    const auto status = send(static_cast<int>(attempts.size()) + 1, time_limit(schedule, attempts.size()));
    attempts.push_back({.at = at, .ended = clock.now(), .status = status});
  }
  return delivery;
}

}  // namespace hookctl::retry
