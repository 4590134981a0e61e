#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "crypto/secret.h"
#include "webhook/answer.h"
#include "webhook/request.h"
#include "wire/limits.h"
#include "wire/loop.h"
#include "wire/refusal.h"

namespace hookctl::wire {

/// What a TLS server shows and proves, as PEM texts, and what errors call them.
struct TlsIdentity {
  Bytes certificates;  // the server's own, then those that vouch for it
  crypto::Secret key;
  std::string certificate_name = "certificate";  // a file's name, say
  std::string key_name = "key";
};

/// Where a receiver listens.
struct ReceiverOptions {
  std::string host = "127.0.0.1";  // an IPv4 or IPv6 address, or `localhost`
  std::uint16_t port = 0;          // 0 picks a free one
  Limits limits = {};
  std::optional<TlsIdentity> tls = {};  // set: HTTPS, TLS 1.2 or newer
  Headers refusal_fields = {};          // go with every refusal
};

/// Names an arrival until it is answered; never 0.
using Ticket = std::uint64_t;

/// One complete request, or what HTTP forbids in its place; in the order the wire gave them.
struct Arrival {
  Ticket ticket = 0;
  Instant at = {};
  std::string peer = {};  // `127.0.0.1:55012`
  Request request = {};
  bool tls = false;
  std::optional<Refusal> refusal = {};  // set: `request` is empty, the receiver has its answer ready and will close
};

/// Gets the arrivals of one turn of the loop, and answers them now or later by `Receiver::answer`. A refusal's answer
/// is held until the function returns.
using OnTurn = std::function<void(std::span<Arrival>)>;

/// HTTP/1.1 on a listening socket, byte-exact: any method, keep-alive, pipelining, Content-Length, chunked,
/// `Expect: 100-continue`; nothing decoded, reordered or merged. Every deadline is absolute.
class Receiver {
 public:
  /// Binds and listens. `Fault::environment` when the port is in use or the address is not ours; `Fault::usage` when
  /// the TLS identity is none.
  static Result<Receiver> open(Loop& loop, ReceiverOptions options, OnTurn on_turn);

  Receiver(Receiver&&) noexcept;
  Receiver& operator=(Receiver&&) noexcept;
  ~Receiver();

  std::uint16_t port() const;

  /// Sends the response to a ticket, in the order its connection's requests came. Adds `Content-Length`, and `Date` and
  /// `Connection` where the response has none. Does nothing when the connection is gone.
  void answer(Ticket ticket, const Response& response);
  /// The same, and what befalls the answer when its turn comes; nothing follows a fault on its connection. The delay is
  /// the caller's to wait for.
  void answer(Ticket ticket, const Answer& answer);

  /// Begins an answer that goes on until `end`, and its connection with it: the response's body is only its beginning.
  void begin(Ticket ticket, const Response& response);
  /// Adds to an answer that was begun.
  void add_piece(Ticket ticket, ByteView piece);
  /// Ends it.
  void end(Ticket ticket);
  /// How much of it waits for the sender to take it, bytes; nothing when it has ended or its sender is gone.
  std::optional<std::size_t> waiting(Ticket ticket) const;

  /// Stops accepting and closes idle connections; calls `done` once when every ticket is answered and sent, or its
  /// sender left waiting by `AnswerFault::timeout`.
  void drain(std::function<void()> done);

  struct State;

 private:
  explicit Receiver(std::shared_ptr<State> state);
  std::shared_ptr<State> state_;
};

}  // namespace hookctl::wire
