#include "wire/transport.h"

#include <linux/sockios.h>
#include <openssl/err.h>
#include <sys/ioctl.h>

#include <boost/asio/error.hpp>
#include <new>

#include "wire/socket_bio.h"
#include "wire/unread.h"
#include "wire/would_block.h"

namespace hookctl::wire {
namespace {

namespace asio = boost::asio;
using tcp = asio::ip::tcp;

/// RFC 8446 §5.1: every TLS connection begins with a record of this type.
constexpr char handshake_record = 22;

bool must_wait(int ssl_error) { return ssl_error == SSL_ERROR_WANT_READ || ssl_error == SSL_ERROR_WANT_WRITE; }

/// A session that ends without TLS's own end counts as broken: somebody may have cut it.
Transport::Code code_of(int ssl_error) {
  if (must_wait(ssl_error)) return asio::error::would_block;
  if (ssl_error == SSL_ERROR_ZERO_RETURN) return asio::error::eof;
  return asio::error::connection_aborted;
}

}  // namespace

Transport::Transport(tcp::socket socket, SSL_CTX* tls) : socket_(std::move(socket)) {
  if (!tls) return;
  session_.reset(SSL_new(tls));
  if (!session_) throw std::bad_alloc();
  auto* const bio = make_socket_bio(socket_);
  SSL_set_bio(session_.get(), bio, bio);
  SSL_set_accept_state(session_.get());
}

std::size_t Transport::read_some(asio::mutable_buffer into, Code& code) {
  if (session_ && !has_begun() && speaks_plainly()) {
    session_.reset();
    spoken_to_plainly_ = true;
  }
  return session_ ? read_session(into, code) : socket_.read_some(asio::buffer(into), code);
}

bool Transport::speaks_plainly() {
  char first = handshake_record;
  Code ignored;
  socket_.receive(asio::buffer(&first, 1), tcp::socket::message_peek, ignored);
  return first != handshake_record;
}

std::size_t Transport::read_session(asio::mutable_buffer into, Code& code) {
  std::size_t total = 0;
  while (total < into.size()) {
    std::size_t count = 0;
    ERR_clear_error();
    const auto rest = into + total;
    const int done = SSL_read_ex(session_.get(), rest.data(), rest.size(), &count);
    total += count;
    has_shaken_hands_ |= SSL_is_init_finished(session_.get()) == 1;
    if (done == 1) continue;
    const int reason = SSL_get_error(session_.get(), done);
    holds_unread_ = !must_wait(reason);
    if (total == 0) code = code_of(reason);
    return total;
  }
  holds_unread_ = true;
  return total;
}

std::size_t Transport::write_some(ByteView bytes, Code& code) {
  if (!session_) return socket_.write_some(asio::buffer(bytes.data(), bytes.size()), code);
  std::size_t count = 0;
  ERR_clear_error();
  const int done = SSL_write_ex(session_.get(), bytes.data(), bytes.size(), &count);
  if (done != 1) code = code_of(SSL_get_error(session_.get(), done));
  return count;
}

bool Transport::is_all_delivered() {
  int undelivered = 0;
  return ioctl(socket_.native_handle(), SIOCOUTQ, &undelivered) != 0 || undelivered == 0;
}

bool Transport::has_read_all() { return !session_ && has_nothing_unread(socket_.native_handle()); }

void Transport::say_goodbye() {
  if (!session_ || is_shaking_hands()) return;
  ERR_clear_error();
  SSL_shutdown(session_.get());
}

void Transport::end_sending() {
  say_goodbye();
  Code ignored;
  socket_.shutdown(tcp::socket::shutdown_send, ignored);
}

void Transport::close() {
  say_goodbye();
  Code ignored;
  socket_.close(ignored);
}

void Transport::reset() {
  Code ignored;
  socket_.set_option(tcp::socket::linger(true, 0), ignored);
  socket_.close(ignored);
}

}  // namespace hookctl::wire
