#include "cli/background_output.h"

#include <limits.h>

#include <algorithm>
#include <utility>

#include "base/clock.h"

namespace hookctl::cli {
namespace {

constexpr std::size_t most_queued = 64 * 1024 * 1024;

/// How long a reader may take nothing before its pause is looked at again, and before it is given up at the end.
constexpr Millis patience{1'000};

/// What comes within this time after something left leaves together: a busy listener does not wake anybody for each
/// line.
constexpr Millis gathering{10};

}  // namespace

BackgroundOutput::BackgroundOutput(Output& output) : output_(output), thread_([this] { run(); }) {}

BackgroundOutput::~BackgroundOutput() { finish(); }

void BackgroundOutput::write(ByteView bytes) {
  const std::lock_guard lock(mutex_);
  if (queued_.size() + bytes.size() > most_queued) {
    left_out_ += bytes.size();
    return;
  }
  // Whoever is at work looks at the queue again before it waits.
  if (queued_.empty()) bell_.notify_one();
  queued_ += bytes;
}

std::size_t BackgroundOutput::finish() {
  {
    const std::lock_guard lock(mutex_);
    finishing_ = true;
    bell_.notify_one();
  }
  if (thread_.joinable()) thread_.join();
  return left_out_;
}

void BackgroundOutput::run() {
  std::unique_lock lock(mutex_);
  for (;;) {
    bell_.wait(lock, [this] { return finishing_ || !queued_.empty(); });
    if (queued_.empty()) return;
    const auto bytes = std::exchange(queued_, {});
    lock.unlock();
    if (!pass_on(bytes)) return;
    lock.lock();
    bell_.wait_for(lock, gathering, [this] { return finishing_; });
  }
}

/// False when the reader was given up.
bool BackgroundOutput::pass_on(ByteView bytes) {
  while (!bytes.empty()) {
    // A pipe that is ready takes this much without a pause.
    const auto part = bytes.substr(0, PIPE_BUF);
    while (!output_.is_ready(patience)) {
      const std::lock_guard lock(mutex_);
      if (!finishing_) continue;
      left_out_ += bytes.size() + queued_.size();
      return false;
    }
    output_.write(part);
    bytes.remove_prefix(part.size());
  }
  return true;
}

}  // namespace hookctl::cli
