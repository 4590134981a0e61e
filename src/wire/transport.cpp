#include "wire/transport.h"

#include <linux/sockios.h>
#include <openssl/err.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include <boost/asio/error.hpp>
#include <cerrno>
#include <new>
#include <utility>

#include "wire/socket_bio.h"
#include "wire/unread.h"

namespace hookctl::wire {
namespace {

namespace asio = boost::asio;

/// RFC 8446 §5.1: every TLS connection begins with a record of this type.
constexpr char handshake_record = 22;

bool must_wait(int ssl_error) { return ssl_error == SSL_ERROR_WANT_READ || ssl_error == SSL_ERROR_WANT_WRITE; }

/// A session that ends without TLS's own end counts as broken: somebody may have cut it.
Transport::Code code_of(int ssl_error) {
  if (must_wait(ssl_error)) return asio::error::would_block;
  if (ssl_error == SSL_ERROR_ZERO_RETURN) return asio::error::eof;
  return asio::error::connection_aborted;
}

Transport::Code last_problem() { return {errno, boost::system::system_category()}; }

}  // namespace

Transport::Transport(Fd socket, SSL_CTX* tls) : socket_(std::move(socket)) {
  if (!tls) return;
  session_.reset(SSL_new(tls));
  if (!session_) throw std::bad_alloc();
  auto* const bio = make_socket_bio(socket_);
  SSL_set_bio(session_.get(), bio, bio);
  SSL_set_accept_state(session_.get());
}

void Transport::note(const Ready& ready) {
  // A session may have something to say before it reads on.
  is_readable_ |= ready.to_read || (session_ && ready.to_write);
  is_ending_ |= ready.is_ending;
}

std::size_t Transport::read_some(std::span<char> into, Code& code) {
  if (session_ && !has_begun() && speaks_plainly()) {
    session_.reset();
    spoken_to_plainly_ = true;
  }
  if (session_) return read_session(into, code);
  const auto count = ::recv(socket(), into.data(), into.size(), 0);
  return note_read(count < 0 ? -errno : static_cast<int>(count), into.size(), code);
}

bool Transport::speaks_plainly() {
  char first = handshake_record;
  ::recv(socket(), &first, 1, MSG_PEEK);
  return first != handshake_record;
}

std::size_t Transport::note_read(int result, std::size_t room, Code& code) {
  if (result < 0) code = {-result, boost::system::system_category()};
  if (result == 0) code = asio::error::eof;
  const auto size = result < 0 ? 0 : static_cast<std::size_t>(result);
  // Whatever comes after the last byte that was there is told of anew, but for the end if that was told already.
  is_readable_ = size == room || (is_ending_ && size > 0);
  return size;
}

std::size_t Transport::read_session(std::span<char> into, Code& code) {
  std::size_t total = 0;
  while (total < into.size()) {
    std::size_t count = 0;
    ERR_clear_error();
    const auto rest = into.subspan(total);
    const int done = SSL_read_ex(session_.get(), rest.data(), rest.size(), &count);
    total += count;
    has_shaken_hands_ |= SSL_is_init_finished(session_.get()) == 1;
    if (done == 1) continue;
    const int reason = SSL_get_error(session_.get(), done);
    is_readable_ = !must_wait(reason);
    if (total == 0) code = code_of(reason);
    return total;
  }
  is_readable_ = true;
  return total;
}

std::size_t Transport::write_some(ByteView bytes, Code& code) {
  if (!session_) {
    const auto count = ::send(socket(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count < 0) code = last_problem();
    return count < 0 ? 0 : static_cast<std::size_t>(count);
  }
  std::size_t count = 0;
  ERR_clear_error();
  const int done = SSL_write_ex(session_.get(), bytes.data(), bytes.size(), &count);
  if (done != 1) code = code_of(SSL_get_error(session_.get(), done));
  return count;
}

bool Transport::is_all_delivered() {
  int undelivered = 0;
  return ioctl(socket(), SIOCOUTQ, &undelivered) != 0 || undelivered == 0;
}

bool Transport::has_read_all() { return !session_ && has_nothing_unread(socket()); }

void Transport::say_goodbye() {
  if (!session_ || is_shaking_hands()) return;
  ERR_clear_error();
  SSL_shutdown(session_.get());
}

void Transport::end_sending() {
  say_goodbye();
  ::shutdown(socket(), SHUT_WR);
}

void Transport::close() {
  say_goodbye();
  socket_ = Fd();
}

void Transport::reset() {
  const linger at_once{.l_onoff = 1, .l_linger = 0};
  ::setsockopt(socket(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  socket_ = Fd();
}

}  // namespace hookctl::wire
