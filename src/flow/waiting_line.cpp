#include "flow/waiting_line.h"

namespace hookctl::flow {

Micros WaitingLine::join(std::uint32_t delivery, Instant due, Instant now) {
  const auto ready =
      speed_ ? elapsed() + std::chrono::duration_cast<Micros>((due - now) / *speed_) : due.time_since_epoch();
  line_.push({ready, turn_++, delivery});
  return ready;
}

std::optional<std::uint32_t> WaitingLine::take() {
  if (line_.empty() || (speed_ && line_.top().ready > elapsed())) return std::nullopt;
  const auto delivery = line_.top().delivery;
  line_.pop();
  return delivery;
}

}  // namespace hookctl::flow
