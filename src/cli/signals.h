#pragma once

#include <atomic>
#include <csignal>
#include <optional>
#include <stop_token>
#include <thread>

namespace hookctl::cli {

/// Turns SIGINT and SIGTERM into a stop request; a second one ends the process as if nobody had listened.
/// Construct it before any other thread starts: threads inherit the blocked signals. SIGPIPE is ignored from then on,
/// and so is SIGXFSZ: a write that cannot be done fails, and ends nothing else.
class Signals {
 public:
  Signals();
  ~Signals();
  Signals(const Signals&) = delete;
  Signals& operator=(const Signals&) = delete;

  std::stop_token stop() const { return stop_.get_token(); }
  /// The signal that requested the stop, if one did.
  std::optional<int> received() const;

 private:
  void wait(const std::stop_token& done);

  sigset_t awaited_;
  std::stop_source stop_;
  std::atomic<int> received_{0};
  std::jthread waiter_;
};

}  // namespace hookctl::cli
