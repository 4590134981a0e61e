#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <future>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "wire/loop.h"
#include "wire/receiver.h"

namespace hookctl::test {

/// A receiver on a loop and a thread of its own. It remembers what arrived and answers 200 `ok` unless told otherwise.
class RunningReceiver {
 public:
  using Answer = std::function<void(wire::Receiver&, wire::Loop&, const wire::Arrival&)>;

  static void answer_ok(wire::Receiver& receiver, wire::Loop&, const wire::Arrival& arrival) {
    receiver.answer(arrival.ticket, {.body = "ok"});
  }

  explicit RunningReceiver(wire::Limits limits = {}, Answer answer = answer_ok,
                           std::optional<wire::TlsIdentity> tls = {})
      : answer_(std::move(answer)) {
    receiver_.emplace(
        *wire::Receiver::open(loop_, {.limits = limits, .tls = std::move(tls)}, [this](auto turn) { on_turn(turn); }));
    thread_ = std::thread([this] { loop_.run(); });
  }

  ~RunningReceiver() {
    loop_.stop();
    thread_.join();
  }

  std::uint16_t port() const { return receiver_->port(); }

  /// Runs something on the loop's thread and waits for it.
  void on_loop(const std::function<void(wire::Receiver&)>& task) {
    std::promise<void> done;
    loop_.post([&] {
      task(*receiver_);
      done.set_value();
    });
    done.get_future().wait();
  }

  /// The arrivals so far, once there are `count` or ten seconds have passed.
  std::vector<wire::Arrival> arrivals(std::size_t count) {
    std::unique_lock lock(mutex_);
    bell_.wait_for(lock, std::chrono::seconds(10), [&] { return arrivals_.size() >= count; });
    return arrivals_;
  }

  /// How many arrivals each turn brought.
  std::vector<std::size_t> turns() {
    const std::lock_guard lock(mutex_);
    return turns_;
  }

 private:
  void on_turn(std::span<wire::Arrival> turn) {
    for (const auto& arrival : turn) answer_(*receiver_, loop_, arrival);
    const std::lock_guard lock(mutex_);
    arrivals_.insert(arrivals_.end(), turn.begin(), turn.end());
    turns_.push_back(turn.size());
    bell_.notify_all();
  }

  Answer answer_;
  wire::Loop loop_;
  std::optional<wire::Receiver> receiver_;
  std::thread thread_;
  std::mutex mutex_;
  std::condition_variable bell_;
  std::vector<wire::Arrival> arrivals_;
  std::vector<std::size_t> turns_;
};

}  // namespace hookctl::test
