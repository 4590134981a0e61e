#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "wire/answer_queue.h"
#include "wire/receiver.h"
#include "wire/request_reader.h"
#include "wire/transport.h"

namespace hookctl::wire {

using SteadyTime = std::chrono::steady_clock::time_point;

/// One sender's connection: reads requests, owes answers in their order, and ends without losing the last of them.
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  /// Begins with a TLS handshake when the receiver has an identity. `slot` is its place in the receiver, which outlives
  /// every connection that is not closed.
  Connection(Receiver::State& receiver, std::uint32_t slot, boost::asio::ip::tcp::socket socket, std::string peer);

  void start() { wait_readable(); }
  /// Writes the answer to a ticket of ours; it leaves with the next `flush`.
  bool answer(Ticket ticket, const Response& response);
  bool answer(Ticket ticket, const Answer& answer);
  /// An answer that goes on: its beginning, more of it, its end; and how much of it waits to be taken, if it goes on.
  bool begin(Ticket ticket, const Response& response);
  bool add_piece(Ticket ticket, ByteView piece);
  bool end(Ticket ticket);
  std::optional<std::size_t> waiting(Ticket ticket);
  /// Sends every answer whose turn it is.
  void flush();
  /// Ends now when idle, else after what is under way.
  void drain();
  /// Acts on whichever deadline has passed.
  void check_deadlines(SteadyTime now);
  void close();

  std::uint32_t slot() const { return slot_; }
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

  void wait_readable();
  void on_readable();
  void take(ByteView bytes);
  void deliver();
  void refuse(Refusal refusal);
  void fail_handshake();
  void on_peer_end(const boost::system::error_code& error);

  void send(Bytes& text);
  void wait_writable();
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
  std::uint32_t slot_;
  Phase phase_ = Phase::open;
  After end_ = After::close;  // what follows the last answer
  bool waits_readable_ = false;
  bool was_paused_ = false;
  bool peer_ended_ = false;
  bool sender_closes_ = false;  // it has said that no request follows
};

}  // namespace hookctl::wire
