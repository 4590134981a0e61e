#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <functional>
#include <optional>
#include <string>

#include "base/result.h"
#include "wire/lookup.h"

namespace hookctl::wire {

/// A client's connection, plain or TLS. One read and one write may be under way at a time; `close` ends both.
class Channel {
 public:
  using Done = std::function<void(const boost::system::error_code&)>;
  using Moved = std::function<void(const boost::system::error_code&, std::size_t)>;

  explicit Channel(boost::asio::io_context& io) : socket_(io) {}

  /// Makes this a TLS channel (1.2 or newer) to a host whose certificate must be valid, its chain checked against
  /// `ca_file`, or the system's authorities when that is empty.
  Result<void> use_tls(const std::string& host, const std::string& ca_file);

  /// Tries the addresses in turn until one takes the connection.
  void connect(const Addresses& addresses, Done done);
  /// Shakes hands over TLS; a plain channel has nothing to do.
  void handshake(Done done);
  void read(boost::asio::mutable_buffer into, Moved moved);
  void write(boost::asio::const_buffer from, Moved moved);
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
};

}  // namespace hookctl::wire
