#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "base/result.h"
#include "webhook/request.h"
#include "wire/limits.h"
#include "wire/live_streams.h"

namespace hookctl::wire {

/// What is answered to a request: a response, or the beginning of an answer that goes on as long as its reader stays.
struct WebReply {
  Response response = {};
  Stream more = {};
};

/// Where a web server listens, and what it bears.
struct WebServerOptions {
  std::string host = "127.0.0.1";  // an IPv4 or IPv6 address, or `localhost`
  std::uint16_t port = 0;          // 0 picks a free one
  Limits limits = {};
  std::size_t threads = 16;  // as many requests are worked on at once
  Headers own_fields = {};   // go with the answers that are the server's own: to what HTTP forbids, and 500
};

/// Serves pages and what they ask for, from functions that may take their time: each request is worked on by a thread
/// beside the receiver's loop. Answers that go on cost no thread.
class WebServer {
 public:
  /// May be called by many threads at once; an exception is answered with 500 and not a word of it.
  using Respond = std::function<WebReply(const Request&)>;

  /// Binds and listens; connections wait until `serve`. `Fault::environment` when the port is in use or the address not
  /// ours.
  static Result<WebServer> open(WebServerOptions options);

  WebServer(WebServer&&) noexcept;
  WebServer& operator=(WebServer&&) noexcept;
  /// Cuts every connection and waits for the requests that are worked on.
  ~WebServer();

  std::uint16_t port() const;

  /// Answers from now on. To be called once.
  void serve(Respond respond);

 private:
  struct State;
  explicit WebServer(std::unique_ptr<State> state);

  std::unique_ptr<State> state_;
};

}  // namespace hookctl::wire
