#include "capture/read_ahead.h"

#include <pthread.h>

#include <condition_variable>
#include <csignal>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace hookctl::capture {
namespace {

struct Entry {
  std::size_t line;
  Result<Record> record;
};

/// Records change hands in batches, so that nobody is woken for each of them.
struct Batch {
  std::vector<Entry> entries = {};
  std::size_t bytes = 0;
};

constexpr std::size_t most_entries = 256;
constexpr std::size_t most_bytes = 1024 * 1024;
constexpr std::size_t most_batches = 3;

bool is_full(const Batch& batch) { return batch.entries.size() >= most_entries || batch.bytes >= most_bytes; }

/// Hands batches from the thread that reads to the one that visits.
class Queue {
 public:
  /// Waits until there is room; false when nobody takes any more.
  bool put(Batch&& batch) {
    std::unique_lock lock(mutex_);
    bell_.wait(lock, [&] { return is_closed_ || batches_.size() < most_batches; });
    if (is_closed_) return false;
    batches_.push_back(std::move(batch));
    bell_.notify_all();
    return true;
  }

  /// Waits for the next batch; none when the queue is closed and empty.
  std::optional<Batch> take() {
    std::unique_lock lock(mutex_);
    bell_.wait(lock, [&] { return is_closed_ || !batches_.empty(); });
    if (batches_.empty()) return std::nullopt;
    auto batch = std::move(batches_.front());
    batches_.pop_front();
    bell_.notify_all();
    return batch;
  }

  /// Nothing is put any more, or nothing is taken any more.
  void close() {
    const std::lock_guard lock(mutex_);
    is_closed_ = true;
    bell_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable bell_;
  std::deque<Batch> batches_;
  bool is_closed_ = false;
};

/// A signal that ends the program is for the thread that runs it.
void leave_signals_to_others() {
  sigset_t all;
  sigfillset(&all);
  pthread_sigmask(SIG_BLOCK, &all, nullptr);
}

/// Reads a log into a queue, until it ends or nobody takes any more.
Result<void> fill(Queue& queue, const std::string& path) {
  Batch batch;
  bool is_wanted = true;
  const auto visited = visit_lines(path, [&](const Line& line, Result<Record>&& record) -> Result<void> {
    batch.entries.push_back({line.number, std::move(record)});
    batch.bytes += line.text.size();
    if (is_full(batch)) is_wanted = queue.put(std::exchange(batch, {}));
    if (!is_wanted) return Error{"nobody reads on", ""};
    return {};
  });
  if (!is_wanted) return {};
  if (!batch.entries.empty()) queue.put(std::move(batch));
  return visited;
}

/// Closes a queue at the end of a scope, however it ends.
struct Closing {
  Queue& queue;
  ~Closing() { queue.close(); }
};

using Visit = std::function<Wish(std::size_t line, Result<Record>&&)>;

Wish visit_each(Batch&& batch, const Visit& visit) {
  for (auto& [line, record] : batch.entries) {
    if (visit(line, std::move(record)) == Wish::no_more) return Wish::no_more;
  }
  return Wish::next;
}

}  // namespace

Result<void> read_ahead(const std::string& path, const Visit& visit) {
  Queue queue;
  Result<void> read = {};
  std::jthread reader([&] {
    leave_signals_to_others();
    read = fill(queue, path);
    queue.close();
  });
  {
    const Closing closing{queue};
    for (auto batch = queue.take(); batch; batch = queue.take()) {
      if (visit_each(*std::move(batch), visit) == Wish::no_more) break;
    }
  }
  reader.join();
  return read;
}

}  // namespace hookctl::capture
