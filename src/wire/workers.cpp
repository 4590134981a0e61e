#include "wire/workers.h"

#include <utility>

namespace hookctl::wire {

Workers::~Workers() {
  for (auto& thread : threads_) thread.request_stop();
}

void Workers::run(Task task) {
  const std::scoped_lock lock(mutex_);
  tasks_.push_back(std::move(task));
  if (idle_ < tasks_.size() && threads_.size() < most_) {
    threads_.emplace_back([this](const std::stop_token& stop) { work(stop); });
  }
  bell_.notify_one();
}

void Workers::work(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  for (;;) {
    ++idle_;
    bell_.wait(lock, stop, [this] { return !tasks_.empty(); });
    --idle_;
    if (stop.stop_requested()) return;
    auto task = std::move(tasks_.front());
    tasks_.pop_front();
    lock.unlock();
    task();
    task = {};  // what it holds goes without keeping others waiting
    lock.lock();
  }
}

}  // namespace hookctl::wire
