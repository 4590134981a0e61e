#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "base/bytes.h"

struct io_uring;

namespace hookctl::wire {

/// Reads and sends on many sockets that do not block, made together: by a single system call where the system lets us
/// (io_uring), else by one for each. Where a call costs as much as what it does, that is half of a busy receiver's
/// time.
class SocketBatch {
 public:
  enum class Ring { where_possible, never };

  /// So many are made together; of more, each by itself.
  static constexpr std::size_t most = 64;

  explicit SocketBatch(Ring ring = Ring::where_possible);
  ~SocketBatch();

  /// Asks for a read; the room must stay until `run` returns.
  void read(int socket, std::span<char> into);
  /// Asks for a send; the bytes must stay, too.
  void send(int socket, ByteView bytes);

  /// Makes what was asked for since it was called last. Yields for each, in their order, how many bytes moved, or the
  /// error number below zero; valid until it is called again.
  std::span<const int> run();

 private:
  struct Task {
    int socket;
    bool is_send;
    void* bytes;
    std::size_t size;
  };
  struct RingDeleter {
    void operator()(io_uring* ring) const noexcept;
  };

  bool open_ring();
  void run_in_ring();
  std::size_t submit();
  static int run_alone(const Task& task);

  std::vector<Task> tasks_ = {};
  std::vector<int> results_ = {};
  std::unique_ptr<io_uring, RingDeleter> ring_ = {};
  bool may_have_ring_;
};

}  // namespace hookctl::wire
