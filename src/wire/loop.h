#pragma once

#include <functional>
#include <memory>

#include "base/clock.h"

namespace hookctl::wire {

/// One event loop on one thread: receivers, senders and timers share it, so nothing above needs a lock.
class Loop {
 public:
  Loop();
  ~Loop();
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  /// Runs turns until `stop` is called. A turn handles everything that is ready, then runs its end-of-turn tasks.
  void run();
  /// Makes `run` return after the current turn. May be called from any thread.
  void stop();
  /// Calls `task` on the loop's thread in a coming turn. May be called from any thread.
  void post(std::function<void()> task);
  /// Calls `task` once, `delay` from now on the steady clock.
  void after(Micros delay, std::function<void()> task);
  /// Calls `task` once, when this turn has nothing left that is ready.
  void at_end_of_turn(std::function<void()> task);

  struct State;
  State& state() { return *state_; }

 private:
  std::unique_ptr<State> state_;
};

}  // namespace hookctl::wire
