#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "wire/answer_queue.h"
#include "wire/receiver.h"
#include "wire/request_reader.h"
#include "wire/transport.h"

namespace hookctl::wire {

using SteadyTime = std::chrono::steady_clock::time_point;

/// One sender's connection: reads requests, owes answers in their order, and ends without losing the last of them.
class Connection {
 public:
  /// Begins with a TLS handshake when the receiver has an identity. `name` is a ticket that nothing else has. The
  /// receiver outlives every connection that is not closed.
  Connection(Receiver::State& receiver, Ticket name, Fd socket, std::string peer);

  /// What was read, and the error that came instead.
  struct Reading {
    ByteView bytes = {};
    boost::system::error_code code = {};
  };

  /// Sends what there is room for, and takes note of what there is to read.
  void on_ready(const Ready& ready);
  /// Whether it waits for the receiver to come back and read on.
  bool reads_on() const { return reads_on_; }
  /// Whether it reads now, from `socket` or by `read`.
  bool begin_read();
  /// Over TLS; nothing of it is acted upon before `on_read`.
  Reading read(std::span<char> into);
  /// What a read from `socket` into so much room has brought.
  Reading reading_of(std::span<char> into, int result);
  void on_read(const Reading& reading);
  /// Writes the answer to a ticket of ours; it leaves when the turn ends.
  bool answer(Ticket ticket, const Response& response);
  bool answer(Ticket ticket, const Answer& answer);
  /// An answer that goes on: its beginning, more of it, its end; and how much of it waits to be taken, if it goes on.
  bool begin(Ticket ticket, const Response& response);
  bool add_piece(Ticket ticket, ByteView piece);
  bool end(Ticket ticket);
  std::optional<std::size_t> waiting(Ticket ticket);
  /// Adds every answer whose turn it is to `out`, which is then to be sent to `socket`; false when there is nothing, or
  /// it sends by itself.
  bool release(Bytes& out);
  /// The text that was released was sent, as far as the result says.
  void sent(ByteView text, int result);
  /// Ends now when idle, else after what is under way.
  void drain();
  /// Acts on whichever deadline has passed.
  void check_deadlines(SteadyTime now);
  void close();

  int socket() const { return transport_.socket(); }
  bool is_tls() const { return transport_.is_tls(); }
  /// A ticket of its own, which the receiver finds it by.
  Ticket name() const { return name_; }
  /// Whether no answer is owed any more.
  bool is_finished() const { return phase_ != Phase::open && phase_ != Phase::ending; }

 private:
  enum class Phase {
    open,       // requests may come
    ending,     // answers are owed, no request is taken any more
    lingering,  // all is sent and our side shut; what still comes is dropped
    silent,     // nothing will be sent; what still comes is dropped, until the sender closes
    closed,
  };

  bool may_read();
  void read_later();
  Ticket next_ticket() const;
  void take(ByteView bytes);
  void deliver();
  void refuse(Refusal refusal);
  void fail_handshake();
  void on_peer_end(const boost::system::error_code& error);

  void send(ByteView text);
  void on_all_sent();
  void end();
  void linger();
  void fall_silent();
  void reset_once_delivered(SteadyTime now);

  bool is_idle() const;
  bool is_paused() const;

  Receiver::State& receiver_;
  Transport transport_;
  std::string peer_;
  AnswerQueue answers_;
  Bytes unsent_;                           // of answers, after a send was short
  std::unique_ptr<RequestReader> reader_;  // none while idle
  SteadyTime since_;                       // the first byte of a request; or the start of idling, of lingering
  SteadyTime unsent_since_ = {};
  Ticket name_;
  Phase phase_ = Phase::open;
  After end_ = After::close;  // what follows the last answer
  bool reads_on_ = false;     // the receiver was asked to come back
  bool was_paused_ = false;
  bool is_sending_ = false;  // what was released
  bool peer_ended_ = false;
  bool sender_closes_ = false;  // it has said that no request follows
};

}  // namespace hookctl::wire
