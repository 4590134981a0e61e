#pragma once

#include <openssl/ssl.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "crypto/openssl.h"
#include "support/raw_client.h"

namespace hookctl::test {

/// A sender over TLS that trusts everybody. Its records travel through memory, so a test decides how they are cut.
class TlsClient {
 public:
  /// Knows TLS up to this version.
  explicit TlsClient(std::uint16_t port, int newest_version = TLS1_3_VERSION)
      : raw_(port), context_(SSL_CTX_new(TLS_client_method())) {
    SSL_CTX_set_cipher_list(context_.get(), "DEFAULT:@SECLEVEL=0");
    SSL_CTX_set_min_proto_version(context_.get(), TLS1_VERSION);
    SSL_CTX_set_max_proto_version(context_.get(), newest_version);
    session_.reset(SSL_new(context_.get()));
    SSL_set_connect_state(session_.get());
    SSL_set_bio(session_.get(), BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()));
  }

  /// Shakes hands, sending at most `piece` bytes at once; false when the other side does not want to.
  bool shake_hands(std::size_t piece = std::numeric_limits<std::size_t>::max()) {
    while (true) {
      const int done = SSL_do_handshake(session_.get());
      auto bytes = records();
      for (std::string_view rest = bytes; !rest.empty(); rest.remove_prefix(std::min(piece, rest.size()))) {
        if (!raw_.send(rest.substr(0, piece))) return false;
      }
      if (done == 1) return true;
      if (SSL_get_error(session_.get(), done) != SSL_ERROR_WANT_READ || !listen()) return false;
    }
  }

  /// Makes records of the bytes, to be sent with the next ones.
  bool queue(std::string_view bytes) {
    return SSL_write(session_.get(), bytes.data(), static_cast<int>(bytes.size())) > 0;
  }
  bool send(std::string_view bytes) { return queue(bytes) && raw_.send(records()); }

  /// Everything until `end` has come, or the stream has ended.
  std::string receive_until(std::string_view end) {
    std::string all;
    std::string piece(64 * 1024, '\0');
    for (std::size_t seen = 0; all.find(end, seen) == all.npos;) {
      seen = all.size() - std::min(all.size(), end.size());
      const int count = SSL_read(session_.get(), piece.data(), static_cast<int>(piece.size()));
      if (count > 0) {
        all.append(piece, 0, static_cast<std::size_t>(count));
        continue;
      }
      if (SSL_get_error(session_.get(), count) != SSL_ERROR_WANT_READ || !listen()) break;
    }
    return all;
  }

  /// Everything until the other side closes.
  std::string receive_all() { return receive_until(std::string_view("\0no answer holds this", 21)); }

  /// Whether the other side has said goodbye as TLS wants it.
  bool was_told_goodbye() const { return (SSL_get_shutdown(session_.get()) & SSL_RECEIVED_SHUTDOWN) != 0; }

  /// Says goodbye as TLS wants it; the connection stays open.
  void say_goodbye() {
    SSL_shutdown(session_.get());
    raw_.send(records());
  }

  /// The first bytes of a handshake, which has not begun.
  std::string hello() {
    SSL_do_handshake(session_.get());
    return records();
  }

  RawClient& raw() { return raw_; }

 private:
  /// What the session wants to send.
  std::string records() {
    std::string bytes(BIO_ctrl_pending(SSL_get_wbio(session_.get())), '\0');
    if (!bytes.empty()) BIO_read(SSL_get_wbio(session_.get()), bytes.data(), static_cast<int>(bytes.size()));
    return bytes;
  }

  bool listen() {
    const auto bytes = raw_.receive();
    if (!bytes.empty()) BIO_write(SSL_get_rbio(session_.get()), bytes.data(), static_cast<int>(bytes.size()));
    return !bytes.empty();
  }

  RawClient raw_;
  crypto::Handle<SSL_CTX, SSL_CTX_free> context_;
  crypto::Handle<SSL, SSL_free> session_ = {};
};

}  // namespace hookctl::test
