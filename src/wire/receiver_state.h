#pragma once

#include <array>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <memory>
#include <string_view>
#include <vector>

#include "wire/connection.h"
#include "wire/receiver.h"
#include "wire/request_reader.h"
#include "wire/tls_server.h"

namespace hookctl::wire {

/// What the connections of a receiver share: the turn they fill, the buffers they borrow, the room they take.
struct Receiver::State : std::enable_shared_from_this<Receiver::State> {
  State(Loop& loop, ReceiverOptions options, OnTurn on_turn, boost::asio::ip::tcp::acceptor acceptor, TlsContext tls);

  void start();
  void stop();
  void drain(std::function<void()> done);
  bool is_draining() const { return draining_; }

  /// A reader for a connection whose request begins; most requests give it back at once.
  std::unique_ptr<RequestReader> lend_reader();
  void give_back(std::unique_ptr<RequestReader> reader);
  /// An empty text to write answers into.
  Bytes& outgoing();
  /// The time for `Date`, made once a second.
  std::string_view date();

  /// A ticket says in its low bits which slot's connection it belongs to.
  Ticket next_ticket(std::uint32_t slot);
  Connection* connection_of(Ticket ticket) const;
  /// Adds to the arrivals of this turn.
  void arrive(Arrival arrival);
  /// The connection in this slot has something to send when the turn ends.
  void touch(std::uint32_t slot);

  /// A connection owes no answer any more.
  void finished();
  /// A connection is closed and its slot is free.
  void leave(std::uint32_t slot);

  const ReceiverOptions options;
  boost::asio::ip::tcp::acceptor acceptor;
  const TlsContext tls;                // none: plain HTTP
  std::array<char, 64 * 1024> buffer;  // every connection reads into it

 private:
  void wait_acceptable();
  void on_acceptable();
  void admit(boost::asio::ip::tcp::socket socket, std::string peer);
  void wait_for_sweep();
  void sweep();
  void schedule_end_of_turn();
  void end_turn();
  void check_drained();

  Loop& loop_;
  OnTurn on_turn_;
  boost::asio::steady_timer sweep_timer_;
  std::vector<std::shared_ptr<Connection>> slots_ = {};
  std::vector<std::uint32_t> free_slots_ = {};
  std::vector<std::unique_ptr<RequestReader>> spare_readers_ = {};
  std::vector<Arrival> arrivals_ = {};
  std::vector<Arrival> delivered_ = {};  // the vector `arrivals_` changes places with
  std::vector<std::uint32_t> touched_ = {};
  Bytes outgoing_ = {};
  std::string date_ = {};
  std::chrono::sys_seconds date_of_ = {};
  std::function<void()> drained_ = {};
  std::size_t turn_bytes_ = 0;
  std::uint64_t tickets_ = 0;
  bool waits_acceptable_ = false;
  bool turn_scheduled_ = false;
  bool draining_ = false;
};

}  // namespace hookctl::wire
