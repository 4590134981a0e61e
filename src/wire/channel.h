#pragma once

#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "base/bytes.h"
#include "base/result.h"
#include "wire/lookup.h"

namespace hookctl::wire {

/// A client's connection, plain or TLS. One read and one write may be under way at a time; `close` ends both.
class Channel {
 public:
  using Done = std::function<void(const boost::system::error_code&)>;

  explicit Channel(boost::asio::io_context& io) : socket_(io) {}

  /// Makes this a TLS channel (1.2 or newer) to a host whose certificate must be valid, its chain checked against
  /// `ca_file`, or the system's authorities when that is empty.
  Result<void> use_tls(const std::string& host, const std::string& ca_file);

  /// Tries the addresses in turn until one takes the connection.
  void connect(const Addresses& addresses, Done done);
  /// Shakes hands over TLS; a plain channel has nothing to do.
  void handshake(Done done);
  /// Calls `came` with an error and the bytes that came, which stay until the next read.
  template <typename Came>
  void read(Came came) {
    auto moved = [this, came = std::move(came)](const boost::system::error_code& error, std::size_t count) mutable {
      came(error, ByteView(buffer_.data(), count));
    };
    if (tls_) return tls_->async_read_some(boost::asio::buffer(buffer_), std::move(moved));
    socket_.async_read_some(boost::asio::buffer(buffer_), std::move(moved));
  }
  /// Calls `moved` with an error and how many bytes went out.
  template <typename Moved>
  void write(boost::asio::const_buffer from, Moved moved) {
    if (tls_) return tls_->async_write_some(from, std::move(moved));
    socket_.async_write_some(from, std::move(moved));
  }
  /// Writes what goes out without waiting, and says how much that was; over TLS nothing.
  std::size_t write_now(boost::asio::const_buffer from);
  void close();
  /// Whether the peer has neither closed nor sent anything that nobody read.
  bool is_quiet();

  /// What was wrong with the certificate, when that is why the handshake failed.
  std::optional<std::string> certificate_error();

 private:
  using Tls = boost::asio::ssl::stream<boost::asio::ip::tcp::socket&>;

  boost::asio::ip::tcp::socket socket_;
  std::optional<boost::asio::ssl::context> context_ = {};
  std::optional<Tls> tls_ = {};
  std::array<char, 16 * 1024> buffer_;
};

}  // namespace hookctl::wire
