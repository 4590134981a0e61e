#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "webhook/request.h"
#include "wire/loop.h"
#include "wire/refusal.h"

namespace hookctl::wire {

/// What a receiver bears before it refuses.
struct Limits {
  std::size_t head = 64 * 1024;         // request line and headers, bytes → 431
  std::size_t fields = 100;             // header fields → 431
  std::size_t body = 25 * 1024 * 1024;  // de-chunked bytes → 413
  std::size_t connections = 16'384;     // further ones wait in the backlog
  Millis head_deadline{10'000};         // from the first byte of a request to the end of its head → 408
  Millis request_deadline{30'000};      // from the first byte to the last → 408
  Millis idle_deadline{75'000};         // between requests, and before the first → close
  Millis write_deadline{10'000};        // for an answer to be taken → close
};

struct ReceiverOptions {
  std::string host = "127.0.0.1";
  std::uint16_t port = 0;  // 0 picks a free one
  Limits limits = {};
};

/// Names an arrival until it is answered.
using Ticket = std::uint64_t;

/// One complete request, or what HTTP forbids in its place; in the order the wire gave them.
struct Arrival {
  Ticket ticket = 0;
  Instant at = {};
  std::string peer = {};  // `127.0.0.1:55012`
  Request request = {};
  std::optional<Refusal> refusal = {};  // set: `request` is empty, the receiver has its answer ready and will close
};

/// Gets the arrivals of one turn of the loop, and answers them now or later by `Receiver::answer`. A refusal's answer
/// is held until the function returns.
using OnTurn = std::function<void(std::span<Arrival>)>;

/// HTTP/1.1 on a listening socket, byte-exact: any method, keep-alive, pipelining, Content-Length, chunked,
/// `Expect: 100-continue`; nothing decoded, reordered or merged. Every deadline is absolute.
class Receiver {
 public:
  /// Binds and listens. `Fault::environment` when the port is in use or the address is not ours.
  static Result<Receiver> open(Loop& loop, ReceiverOptions options, OnTurn on_turn);

  Receiver(Receiver&&) noexcept;
  Receiver& operator=(Receiver&&) noexcept;
  ~Receiver();

  std::uint16_t port() const;

  /// Sends the response to a ticket, in the order its connection's requests came. Adds `Content-Length`, and `Date` and
  /// `Connection` where the response has none. Does nothing when the connection is gone.
  void answer(Ticket ticket, const Response& response);

  /// Stops accepting and closes idle connections; calls `done` once when every ticket is answered and sent.
  void drain(std::function<void()> done);

  struct State;

 private:
  explicit Receiver(std::shared_ptr<State> state);
  std::shared_ptr<State> state_;
};

}  // namespace hookctl::wire
