#pragma once

#include <openssl/ssl.h>

#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <cstddef>
#include <utility>

#include "base/bytes.h"
#include "crypto/openssl.h"

namespace hookctl::wire {

/// A sender's socket, plain or under TLS, of which we are the server. Nothing here waits: a read or a write that would
/// says so. The handshake happens inside the first reads.
class Transport {
 public:
  using Code = boost::system::error_code;

  /// `tls` is what the receiver's TLS connections share; none makes it plain.
  Transport(boost::asio::ip::tcp::socket socket, SSL_CTX* tls);
  Transport(const Transport&) = delete;
  Transport& operator=(const Transport&) = delete;

  std::size_t read_some(boost::asio::mutable_buffer into, Code& code);
  std::size_t write_some(ByteView bytes, Code& code);

  /// Calls `wake` when reading may bring something.
  template <typename Wake>
  void wait_readable(Wake wake) {
    if (!holds_unread_) return socket_.async_wait(boost::asio::socket_base::wait_read, std::move(wake));
    boost::asio::post(socket_.get_executor(), [wake = std::move(wake)]() mutable { wake(Code{}); });
  }
  template <typename Wake>
  void wait_writable(Wake wake) {
    socket_.async_wait(boost::asio::socket_base::wait_write, std::move(wake));
  }

  bool is_tls() const { return session_ != nullptr; }
  /// Whether a handshake is still to be made.
  bool is_shaking_hands() const { return session_ && !has_shaken_hands_; }
  /// Whether the sender has sent a part of the handshake.
  bool has_begun() const { return session_ && BIO_number_read(SSL_get_rbio(session_.get())) > 0; }
  /// Whether the sender spoke without TLS where TLS is spoken; from then on this transport is plain.
  bool was_spoken_to_plainly() const { return spoken_to_plainly_; }

  /// Whether the sender's system has confirmed every byte.
  bool is_all_delivered();
  /// Whether nothing has come that was not read; false where TLS keeps that to itself.
  bool has_read_all();
  /// Tells the sender that nothing more will come, and still reads.
  void end_sending();
  void close();
  /// Closes with a reset, which takes with it what is not delivered.
  void reset();

 private:
  bool speaks_plainly();
  std::size_t read_session(boost::asio::mutable_buffer into, Code& code);
  void say_goodbye();

  boost::asio::ip::tcp::socket socket_;
  crypto::Handle<SSL, SSL_free> session_ = {};  // none: plain
  bool holds_unread_ = false;                   // the session has bytes that the socket has not any more
  bool has_shaken_hands_ = false;
  bool spoken_to_plainly_ = false;
};

}  // namespace hookctl::wire
