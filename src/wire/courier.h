#pragma once

#include <boost/system/error_code.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "wire/channel.h"
#include "wire/deadlines.h"
#include "wire/lookup.h"
#include "wire/response_parser.h"
#include "wire/sender.h"

namespace hookctl::wire {

/// Brings requests to an endpoint, one after the other, on one connection: lookup, connect and TLS for the first, then
/// writing and reading side by side, each request under a deadline of its own. What is under way keeps it alive.
class Courier : public std::enable_shared_from_this<Courier> {
 public:
  using Done = std::function<void(Sent)>;

  Courier(Loop& loop, const Endpoint& endpoint, std::string ca_file);

  /// Takes the next request once the one before was answered, and calls `done` once, in a later turn. `wire` is what
  /// goes out; of the method depends whether the answer has a body.
  void carry(Result<Bytes> wire, std::string_view method, const SendOptions& options, Done done);
  /// Ends the request under way now, if there is one.
  void stop();

  /// Whether the endpoint has neither closed the connection nor said anything since its last answer. One that has
  /// answered again and again on it, just now too, is not suspected.
  bool is_quiet() { return !heard_ && ((answers_ > 1 && read_is_due_) || channel_->is_quiet()); }
  /// Gives the connection up.
  void leave();

 private:
  using error_code = boost::system::error_code;
  using Steady = std::chrono::steady_clock;

  void watch();
  void look_at_clock();
  void look_up();
  void open();
  void connect(const Addresses& addresses);
  void handshake();
  void exchange();
  void write_rest();
  void read_at_end_of_turn();
  void read_more();
  void on_read(const error_code& error, ByteView bytes);
  void on_end(const error_code& error);

  bool stays_open() const;
  void answered();
  void failed(std::string why);
  void timed_out();
  void finish(Sent sent);

  Loop& loop_;
  Endpoint endpoint_;
  std::string ca_file_;
  std::unique_ptr<Channel> channel_ = {};         // once it is needed
  std::optional<Lookup> lookup_ = {};             // while it runs
  std::optional<Deadlines::Entry> watched_ = {};  // when the clock is looked at next: at the deadline, or before
  Done done_ = {};                                // none: no request is under way
  Result<Bytes> wire_ = Bytes{};
  std::size_t written_ = 0;
  bool touched_ = false;      // the endpoint may have got a part of the request
  bool read_is_due_ = false;  // when the turn ends
  bool is_reading_ = false;
  bool heard_ = false;  // something came that answers nothing
  int answers_ = 0;
  Millis limit_{0};
  Steady::time_point began_ = {};
  Connections* connections_ = nullptr;  // to which it goes when it may carry more
  std::optional<ResponseParser> parser_ = {};
};

}  // namespace hookctl::wire
