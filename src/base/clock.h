#pragma once

#include <chrono>
#include <stop_token>

namespace hookctl {

using Micros = std::chrono::microseconds;
using Millis = std::chrono::milliseconds;
using Seconds = std::chrono::seconds;

/// A point of wall-clock time (UTC), to the microsecond.
using Instant = std::chrono::sys_time<Micros>;

/// Why a wait ended.
enum class Wake { due, stopped };

/// Where time comes from. Whatever waits takes a `Clock&` and a `stop_token`.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() const = 0;
  /// Waits for `delay` of this clock's time; returns early when asked to stop.
  virtual Wake wait(Micros delay, const std::stop_token& stop) = 0;
};

/// The machine's clock; waits on the steady clock, so wall-clock jumps do not lengthen them.
class SystemClock final : public Clock {
 public:
  Instant now() const override;
  Wake wait(Micros delay, const std::stop_token& stop) override;
};

/// Shortens waits by `speed` and nothing else: time that others take passes at its own pace.
/// `now()` includes the part of each wait that was skipped, so a schedule reads as if it had run in full.
class ScaledClock final : public Clock {
 public:
  ScaledClock(Clock& real, double speed) : real_(real), speed_(speed) {}
  Instant now() const override { return real_.now() + skipped_; }
  Wake wait(Micros delay, const std::stop_token& stop) override;

 private:
  Clock& real_;
  double speed_;
  Micros skipped_{0};
};

/// Time that passes only by waiting: a two-hour schedule runs in microseconds.
class VirtualClock final : public Clock {
 public:
  explicit VirtualClock(Instant start) : now_(start) {}
  Instant now() const override { return now_; }
  Wake wait(Micros delay, const std::stop_token& stop) override;
  void advance(Micros by) { now_ += by; }

 private:
  Instant now_;
};

}  // namespace hookctl
