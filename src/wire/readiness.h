#pragma once

#include <sys/epoll.h>

#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

#include "base/result.h"

namespace hookctl::wire {

/// A socket that became ready, by the name it is watched under.
struct Ready {
  std::uint64_t name;
  bool to_read;
  bool to_write;
  bool is_ending;  // the other side has closed or the connection broke: what can be read now is the last
};

/// Many sockets watched on a loop, with one system call for each of them; Asio makes one before every wait, which costs
/// a busy receiver as much as reading. A socket is told of when it becomes ready, not as long as it is: whoever leaves
/// something unread must come back by himself.
class Readiness {
 public:
  /// `Fault::environment` when the system has no descriptor left.
  static Result<Readiness> open(boost::asio::io_context& io);

  /// Whether the system watches the socket now, until it is closed: for something to read and for its end.
  bool watch(int socket, std::uint64_t name);
  /// The same for a socket that is watched, and for room to write.
  bool watch_both(int socket, std::uint64_t name);

  /// Calls `wake` with an error code once when a socket is ready, or at once when some are still to be told.
  template <typename Wake>
  void wait(Wake wake) {
    if (at_ == count_) return epoll_.async_wait(decltype(epoll_)::wait_read, std::move(wake));
    boost::asio::post(epoll_.get_executor(), [wake = std::move(wake)]() mutable { wake(boost::system::error_code{}); });
  }
  /// Asks the system which are ready, some dozens at a time, unless some are still to be told.
  void collect();
  /// The next of them.
  std::optional<Ready> next();
  void close();

 private:
  explicit Readiness(boost::asio::posix::stream_descriptor epoll) : epoll_(std::move(epoll)) {}

  boost::asio::posix::stream_descriptor epoll_;
  std::array<epoll_event, 64> events_;  // those from `at_` to `count_` are still to be told
  std::size_t at_ = 0;
  std::size_t count_ = 0;
};

}  // namespace hookctl::wire
