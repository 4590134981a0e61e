#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace hookctl::wire {

/// Threads for what would keep a loop waiting; each is started when it is first needed.
class Workers {
 public:
  using Task = std::function<void()>;

  explicit Workers(std::size_t most) : most_(most) {}
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;
  /// Waits for the tasks that are under way, and drops those that have not begun.
  ~Workers();

  /// Runs a task as soon as a thread is free, the oldest first. It must not throw.
  void run(Task task);

 private:
  void work(const std::stop_token& stop);

  const std::size_t most_;
  std::mutex mutex_ = {};
  std::condition_variable_any bell_ = {};
  std::deque<Task> tasks_ = {};
  std::size_t idle_ = 0;
  std::vector<std::jthread> threads_ = {};  // last: they end before what they use
};

}  // namespace hookctl::wire
