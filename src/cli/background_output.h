#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <string>
#include <thread>

#include "cli/output.h"

namespace hookctl::cli {

/// Writes to an output on a thread of its own: a reader who pauses, or a terminal that is held, keeps nobody waiting.
/// The output belongs to it until `finish`.
class BackgroundOutput {
 public:
  explicit BackgroundOutput(Output& output);
  ~BackgroundOutput();
  BackgroundOutput(const BackgroundOutput&) = delete;
  BackgroundOutput& operator=(const BackgroundOutput&) = delete;

  /// Queues bytes and returns at once. When 64 MiB wait already, they are left out.
  void write(ByteView bytes);

  /// The reader went away.
  bool closed() const { return output_.is_abandoned(); }

  /// Writes what is queued, and gives up when the reader takes nothing for a second. Yields how many bytes were left
  /// out, now or before.
  std::size_t finish();

 private:
  void run();
  bool pass_on(ByteView bytes);

  Output& output_;
  std::mutex mutex_;
  std::condition_variable bell_;
  std::string queued_;
  std::size_t left_out_ = 0;
  bool finishing_ = false;
  std::thread thread_;
};

}  // namespace hookctl::cli
