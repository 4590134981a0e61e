#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <queue>
#include <vector>

#include "base/clock.h"

namespace hookctl::flow {

/// The deliveries that wait for their next attempt, the next one first, on the clock of a run: the steady one, begun
/// when this is made.
class WaitingLine {
 public:
  /// `speed` divides the waits; none makes them take no time, and the schedule's clock alone says who is next.
  explicit WaitingLine(std::optional<double> speed) : speed_(speed) {}

  Micros elapsed() const { return std::chrono::duration_cast<Micros>(std::chrono::steady_clock::now() - began_); }

  /// Lets a delivery wait until `due` on the schedule's clock, which shows `now` for it. Yields when that is on the
  /// clock of the run.
  Micros join(std::uint32_t delivery, Instant due, Instant now);

  /// The delivery whose turn it is, if that has come; it leaves the line. Of two that are due at once it is the one
  /// that has waited longer.
  std::optional<std::uint32_t> take();

  bool empty() const { return line_.empty(); }
  /// How long it is until the next turn.
  Micros until_next() const { return speed_ ? std::max(line_.top().ready - elapsed(), Micros{0}) : Micros{0}; }

  /// How much later than it was ready a delivery goes now.
  Micros lateness(Micros ready) const { return speed_ ? elapsed() - ready : Micros{0}; }

 private:
  struct Waiting {
    Micros ready;
    std::uint64_t turn;
    std::uint32_t delivery;

    bool operator>(const Waiting& other) const {
      return ready != other.ready ? ready > other.ready : turn > other.turn;
    }
  };

  std::optional<double> speed_;
  std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
  std::uint64_t turn_ = 0;
  std::priority_queue<Waiting, std::vector<Waiting>, std::greater<>> line_;
};

}  // namespace hookctl::flow
