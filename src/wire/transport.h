#pragma once

#include <openssl/ssl.h>

#include <boost/system/error_code.hpp>
#include <cstddef>
#include <span>

#include "base/bytes.h"
#include "base/fd.h"
#include "crypto/openssl.h"
#include "wire/readiness.h"

namespace hookctl::wire {

/// A sender's socket, plain or under TLS, of which we are the server. Nothing here waits: a read or a write that would
/// says so. The handshake happens inside the first reads.
class Transport {
 public:
  using Code = boost::system::error_code;

  /// `socket` does not block. `tls` is what the receiver's TLS connections share; none makes it plain.
  Transport(Fd socket, SSL_CTX* tls);
  Transport(const Transport&) = delete;
  Transport& operator=(const Transport&) = delete;

  int socket() const { return socket_.get(); }

  std::size_t read_some(std::span<char> into, Code& code);
  std::size_t write_some(ByteView bytes, Code& code);

  /// Takes note that reading may bring something.
  void note(const Ready& ready);
  /// Takes note of what somebody read from the plain socket into so much room: how many bytes, or the error number
  /// below zero. Yields and says the same as `read_some`.
  std::size_t note_read(int result, std::size_t room, Code& code);
  /// Whether reading may bring something, as far as is known.
  bool is_readable() const { return is_readable_; }

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
  std::size_t read_session(std::span<char> into, Code& code);
  void say_goodbye();

  Fd socket_;
  crypto::Handle<SSL, SSL_free> session_ = {};  // none: plain
  bool is_readable_ = false;
  bool is_ending_ = false;  // the end of what can be read is here
  bool has_shaken_hands_ = false;
  bool spoken_to_plainly_ = false;
};

}  // namespace hookctl::wire
