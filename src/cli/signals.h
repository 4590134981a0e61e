#pragma once

#include <atomic>
#include <csignal>
#include <optional>
#include <stop_token>
#include <thread>

namespace hookctl::cli {

/// Turns SIGINT and SIGTERM into a stop request, from the first time that somebody asks for it; until then they end
/// the process, and no thread waits for them. A second one ends the process as if nobody had listened.
/// SIGPIPE is ignored at once, and so is SIGXFSZ: a write that cannot be done fails, and ends nothing else.
class Signals {
 public:
  Signals();
  ~Signals();
  Signals(const Signals&) = delete;
  Signals& operator=(const Signals&) = delete;

  /// Ask before any other thread starts: threads inherit the blocked signals.
  std::stop_token stop();
  /// The signal that requested the stop, if one did.
  std::optional<int> received() const;

 private:
  void listen();
  void wait(const std::stop_token& done);

  sigset_t awaited_;
  std::stop_source stop_;
  std::atomic<int> received_{0};
  std::jthread waiter_;
};

}  // namespace hookctl::cli
