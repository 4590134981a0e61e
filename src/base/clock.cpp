#include "base/clock.h"

#include <condition_variable>
#include <mutex>

namespace hookctl {

Instant SystemClock::now() const { return std::chrono::time_point_cast<Micros>(std::chrono::system_clock::now()); }

Wake SystemClock::wait(Micros delay, const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any bell;
  std::unique_lock lock(mutex);
  const auto due = std::chrono::steady_clock::now() + delay;
  bell.wait_until(lock, stop, due, [] { return false; });
  return stop.stop_requested() ? Wake::stopped : Wake::due;
}

Wake ScaledClock::wait(Micros delay, const std::stop_token& stop) {
  const auto shortened = std::chrono::duration_cast<Micros>(delay / speed_);
  const auto wake = real_.wait(shortened, stop);
  if (wake == Wake::due) skipped_ += delay - shortened;
  return wake;
}

Wake VirtualClock::wait(Micros delay, const std::stop_token& stop) {
  if (stop.stop_requested()) return Wake::stopped;
  now_ += delay;
  return Wake::due;
}

}  // namespace hookctl
