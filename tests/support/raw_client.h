#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace hookctl::test {

/// A sender that puts exactly the bytes it is given on a loopback connection. Every call is bounded in time.
class RawClient {
 public:
  explicit RawClient(std::uint16_t port, int receive_buffer = 0) : fd_(socket(AF_INET, SOCK_STREAM, 0)) {
    if (receive_buffer > 0) setsockopt(fd_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
    const timeval patience{10, 0};
    setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    setsockopt(fd_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    const int on = 1;
    setsockopt(fd_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ = connect(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  }
  RawClient(RawClient&& other) noexcept : fd_(std::exchange(other.fd_, -1)), connected_(other.connected_) {}
  RawClient& operator=(RawClient&&) = delete;
  ~RawClient() { close(); }

  bool connected() const { return connected_; }

  /// Sends everything; false when the other side no longer takes it.
  bool send(std::string_view bytes) const {
    while (!bytes.empty()) {
      const auto sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }

  void half_close() const { shutdown(fd_, SHUT_WR); }

  void close() {
    if (fd_ >= 0) ::close(fd_);
    fd_ = -1;
  }

  /// Ends the connection with a reset.
  void reset() {
    const linger now{1, 0};
    setsockopt(fd_, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    close();
  }

  /// What comes next, at most 64 KiB; empty at the end of the stream. A ring that its thread had may interrupt it.
  std::string receive() const {
    std::string bytes(64 * 1024, '\0');
    auto size = recv(fd_, bytes.data(), bytes.size(), 0);
    while (size < 0 && errno == EINTR) size = recv(fd_, bytes.data(), bytes.size(), 0);
    bytes.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
    return bytes;
  }

  /// Whether nothing comes for a while: no byte and no end.
  bool hears_nothing(std::chrono::milliseconds span) const {
    pollfd coming{fd_, POLLIN, 0};
    return poll(&coming, 1, static_cast<int>(span.count())) == 0;
  }

  /// Whether the stream ends here, and by a reset.
  bool is_reset() const {
    char byte = 0;
    return recv(fd_, &byte, 1, 0) < 0 && errno == ECONNRESET;
  }

  /// Everything until the other side closes.
  std::string receive_all() const {
    std::string all;
    for (auto piece = receive(); !piece.empty(); piece = receive()) all += piece;
    return all;
  }

  /// Everything until `end` has come, or the stream has ended.
  std::string receive_until(std::string_view end) const {
    std::string all;
    for (std::size_t seen = 0; all.find(end, seen) == all.npos;) {
      seen = all.size() - std::min(all.size(), end.size());
      const auto piece = receive();
      if (piece.empty()) break;
      all += piece;
    }
    return all;
  }

 private:
  int fd_;
  bool connected_ = false;
};

}  // namespace hookctl::test
