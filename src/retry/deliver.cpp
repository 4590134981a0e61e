#include "retry/deliver.h"

namespace hookctl::retry {

Delivery deliver(const Schedule& schedule, const Send& send, const Draw& draw, Clock& clock,
                 const std::stop_token& stop) {
  Delivery delivery;
  SoFar so_far;
  while (!stop.stop_requested()) {
    const auto step = next(schedule, so_far, clock.now(), draw());
    if (const auto* finish = std::get_if<Finish>(&step)) {
      delivery.finish = *finish;
      break;
    }
    const auto due = std::get<WaitUntil>(step).at;
    if (clock.wait(due - clock.now(), stop) == Wake::stopped) break;
    const auto at = clock.now();
    const auto status = send(static_cast<int>(so_far.made) + 1, time_limit(schedule, so_far.made));
    so_far.add({.at = at, .ended = clock.now(), .status = status});
    delivery.attempts.push_back(so_far.last);
  }
  return delivery;
}

}  // namespace hookctl::retry
