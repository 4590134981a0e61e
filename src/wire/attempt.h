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

/// One request on its way: lookup, connect, TLS, then writing and reading side by side, all under one deadline.
/// The operations under way keep it alive; it calls `done` once.
class Attempt : public std::enable_shared_from_this<Attempt> {
 public:
  using Done = std::function<void(Sent)>;

  /// `wire` is what goes out; of the method depends whether the answer has a body.
  Attempt(Loop& loop, const Endpoint& endpoint, Result<Bytes> wire, std::string_view method, const SendOptions& options,
          Done done);

  void start();
  /// Ends it now, if it has not ended.
  void stop();

 private:
  using error_code = boost::system::error_code;

  void look_up();
  void open();
  void connect(const Addresses& addresses);
  void handshake();
  void exchange();
  void write_rest();
  void read_more();
  void on_read(const error_code& error, ByteView bytes);
  void on_end(const error_code& error);

  void answered();
  void failed(std::string why);
  void timed_out();
  void finish(Sent sent);

  Loop& loop_;
  Endpoint endpoint_;
  SendOptions options_;
  Done done_;
  Result<Bytes> wire_;
  std::size_t written_ = 0;
  bool touched_ = false;  // the endpoint may have got a part of the request
  bool finished_ = false;
  std::chrono::steady_clock::time_point begin_;
  std::optional<Deadlines::Entry> deadline_ = {};  // none: it has not begun, or has ended
  std::unique_ptr<Channel> channel_;
  ResponseParser parser_;
  std::optional<Lookup> lookup_ = {};
};

}  // namespace hookctl::wire
