#pragma once

#include <array>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "wire/connection.h"
#include "wire/readiness.h"
#include "wire/receiver.h"
#include "wire/request_reader.h"
#include "wire/socket_batch.h"
#include "wire/tls_server.h"

namespace hookctl::wire {

/// The low bits of a ticket are the slot of its connection.
inline constexpr int slot_bits = 20;
inline constexpr std::size_t most_connections = std::size_t{1} << slot_bits;
constexpr std::size_t slot_of(Ticket ticket) { return ticket & (most_connections - 1); }

/// What the connections of a receiver share: the turn they fill, the buffers they borrow, the room they take.
struct Receiver::State : std::enable_shared_from_this<Receiver::State> {
  State(Loop& loop, ReceiverOptions options, OnTurn on_turn, boost::asio::ip::tcp::acceptor acceptor,
        Readiness readiness, TlsContext tls);

  void start();
  void stop();
  void drain(std::function<void()> done);
  bool is_draining() const { return draining_; }

  /// A reader for a connection whose request begins; most requests give it back at once.
  std::unique_ptr<RequestReader> lend_reader();
  void give_back(std::unique_ptr<RequestReader> reader);
  /// The time for `Date`.
  std::string_view date() const { return date_; }
  /// The time as of the beginning of what is done now; to look at the clock for each request costs.
  SteadyTime now() const { return now_; }

  /// A ticket says in its low bits in which of the receiver's slots its connection is.
  Ticket next_ticket(std::size_t slot);
  /// The connection that has the place of a ticket's connection now.
  Connection* connection_of(Ticket ticket) const;
  /// Adds to the arrivals of this turn.
  void arrive(Arrival arrival);
  /// The connection has something to send when the turn ends.
  void touch(Ticket name);
  /// The connection has left something unread, which it reads when others had their turn.
  void call_back(Ticket name);
  /// Whether the connection will hear of room to write, too.
  bool watch_both(const Connection& connection) {
    return readiness_.watch_both(connection.socket(), connection.name());
  }

  /// A connection owes no answer any more.
  void finished();
  /// A connection is closed and its place is free.
  void leave(Ticket name);

  const ReceiverOptions options;
  boost::asio::ip::tcp::acceptor acceptor;
  const TlsContext tls;  // none: plain HTTP

 private:
  struct Incoming {
    std::shared_ptr<Connection> connection;
    std::span<char> room;
    std::optional<Connection::Reading> reading;  // none: the batch reads
  };
  struct Outgoing {
    std::shared_ptr<Connection> connection;
    std::size_t begin;
    std::size_t size;
  };

  void wait_acceptable();
  void on_acceptable();
  void admit(Fd socket, std::string peer);
  void wait_ready();
  void on_ready();
  void read(std::shared_ptr<Connection> connection);
  void pass_on();
  void send_answers();
  void send_released();
  void come_back();
  std::shared_ptr<Connection> named(Ticket name) const;
  void wait_for_sweep();
  void sweep();
  void look_at_clock() { now_ = std::chrono::steady_clock::now(); }
  void schedule_end_of_turn();
  void end_turn();
  void check_drained();

  Loop& loop_;
  OnTurn on_turn_;
  Readiness readiness_;
  boost::asio::steady_timer sweep_timer_;
  std::vector<std::shared_ptr<Connection>> slots_ = {};
  std::vector<std::uint32_t> free_slots_ = {};
  std::vector<std::unique_ptr<RequestReader>> spare_readers_ = {};
  std::vector<Arrival> arrivals_ = {};
  std::vector<Arrival> delivered_ = {};  // the vector `arrivals_` changes places with
  std::vector<Ticket> touched_ = {};
  std::vector<Ticket> called_back_ = {};
  SocketBatch batch_ = SocketBatch();
  std::array<char, 512 * 1024> buffer_;  // what several connections have read, until they take it
  std::vector<Incoming> incoming_ = {};
  std::size_t read_bytes_ = 0;  // since a turn was full of them
  Bytes outgoing_ = {};         // what several connections send
  std::vector<Outgoing> sending_ = {};
  std::string date_ = {};
  SteadyTime now_ = {};
  std::function<void()> drained_ = {};
  std::size_t turn_bytes_ = 0;
  std::uint64_t tickets_ = 0;
  bool waits_acceptable_ = false;
  bool turn_scheduled_ = false;
  bool draining_ = false;
};

}  // namespace hookctl::wire
