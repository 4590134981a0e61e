#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <thread>
#include <vector>

#include "support/http_texts.h"
#include "support/raw_client.h"

namespace hookctl::test {

/// How long answers took.
struct Latencies {
  std::size_t count = 0;
  std::chrono::milliseconds p99{0};
  std::chrono::milliseconds max{0};
};

inline Latencies latencies_of(std::vector<std::chrono::steady_clock::duration> times) {
  if (times.empty()) return {};
  std::sort(times.begin(), times.end());
  const auto rounded = [](auto time) { return std::chrono::ceil<std::chrono::milliseconds>(time); };
  return {times.size(), rounded(times[times.size() * 99 / 100]), rounded(times.back())};
}

/// Senders of real deliveries, one after the other, each on a connection of its own, as long as the object lives.
class Deliveries {
 public:
  explicit Deliveries(std::uint16_t port) : thread_([this, port](const std::stop_token& stop) { run(port, stop); }) {}

  /// Ends them and says how they fared.
  Latencies stop() {
    thread_.request_stop();
    thread_.join();
    return latencies_of(times_);
  }
  std::size_t unanswered() const { return unanswered_; }

 private:
  void run(std::uint16_t port, const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      const auto begin = std::chrono::steady_clock::now();
      const RawClient client(port);
      client.send(last_get);
      if (!client.receive_all().ends_with("ok")) ++unanswered_;
      times_.push_back(std::chrono::steady_clock::now() - begin);
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
  }

  std::vector<std::chrono::steady_clock::duration> times_;
  std::size_t unanswered_ = 0;
  std::jthread thread_;
};

}  // namespace hookctl::test
