#include "wire/socket_batch.h"

#include <liburing.h>
#include <sys/socket.h>

#include <cerrno>

namespace hookctl::wire {
namespace {

/// Nothing waits, and a broken pipe is an error like others.
constexpr int at_once = MSG_DONTWAIT | MSG_NOSIGNAL;

}  // namespace

void SocketBatch::RingDeleter::operator()(io_uring* ring) const noexcept {
  io_uring_queue_exit(ring);
  delete ring;
}

SocketBatch::SocketBatch(Ring ring) : may_have_ring_(ring == Ring::where_possible) {}
SocketBatch::~SocketBatch() = default;

void SocketBatch::read(int socket, std::span<char> into) {
  tasks_.push_back({socket, false, into.data(), into.size()});
}

void SocketBatch::send(int socket, ByteView bytes) {
  tasks_.push_back({socket, true, const_cast<char*>(bytes.data()), bytes.size()});
}

std::span<const int> SocketBatch::run() {
  results_.assign(tasks_.size(), -ECANCELED);
  if (tasks_.size() > 1 && tasks_.size() <= most && open_ring()) {
    run_in_ring();
  } else {
    for (std::size_t i = 0; i < tasks_.size(); ++i) results_[i] = run_alone(tasks_[i]);
  }
  tasks_.clear();
  return results_;
}

/// The first time that it is worth it; systems and containers may forbid it.
bool SocketBatch::open_ring() {
  if (ring_ || !may_have_ring_) return ring_ != nullptr;
  auto ring = std::make_unique<io_uring>();
  may_have_ring_ = io_uring_queue_init(most, ring.get(), 0) == 0;
  if (may_have_ring_) ring_.reset(ring.release());
  return may_have_ring_;
}

void SocketBatch::run_in_ring() {
  for (std::size_t i = 0; i < tasks_.size(); ++i) {
    const auto& task = tasks_[i];
    auto* const entry = io_uring_get_sqe(ring_.get());
    if (task.is_send) {
      io_uring_prep_send(entry, task.socket, task.bytes, task.size, at_once);
    } else {
      io_uring_prep_recv(entry, task.socket, task.bytes, task.size, at_once);
    }
    io_uring_sqe_set_data64(entry, i);
  }
  const auto submitted = submit();
  for (std::size_t ended = 0; ended < submitted;) {
    io_uring_cqe* result = nullptr;
    if (io_uring_wait_cqe(ring_.get(), &result) != 0) continue;
    results_[io_uring_cqe_get_data64(result)] = result->res;
    io_uring_cqe_seen(ring_.get(), result);
    ++ended;
  }
  if (submitted == tasks_.size()) return;
  // A ring that takes no more would make what is left in it when the bytes are gone.
  ring_.reset();
  may_have_ring_ = false;
  for (auto i = submitted; i < tasks_.size(); ++i) results_[i] = run_alone(tasks_[i]);
}

/// How many of the tasks, from the first on, the system took.
std::size_t SocketBatch::submit() {
  std::size_t submitted = 0;
  while (submitted < tasks_.size()) {
    const int count = io_uring_submit(ring_.get());
    if (count == -EINTR) continue;
    if (count <= 0) break;
    submitted += static_cast<std::size_t>(count);
  }
  return submitted;
}

int SocketBatch::run_alone(const Task& task) {
  const auto count = task.is_send ? ::send(task.socket, task.bytes, task.size, at_once)
                                  : ::recv(task.socket, task.bytes, task.size, at_once);
  return count < 0 ? -errno : static_cast<int>(count);
}

}  // namespace hookctl::wire
