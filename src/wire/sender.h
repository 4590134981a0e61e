#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"
#include "webhook/request.h"
#include "wire/loop.h"

namespace hookctl::wire {

/// Where a request goes: the parts of an http or https URL.
struct Endpoint {
  bool tls = false;
  std::string host;  // without brackets
  std::uint16_t port = 80;
  std::string authority;     // as a Host header wants it: `localhost:3000`, `[::1]:8080`, `example.com`
  std::string target = "/";  // path and query
};

/// Reads `http://host[:port][/path][?query]` or https. Refuses other schemes, credentials in the URL, control bytes,
/// spaces and a missing host; a fragment is dropped.
Result<Endpoint> parse_endpoint(std::string_view url);

/// What is known after an attempt ended.
enum class Reached {
  answered,      // a whole response came
  nothing_sent,  // no connection, or TLS failed: the endpoint cannot have processed it
  unknown,       // bytes were sent and no whole response came: it may have been processed
};

/// One try to send a request, and how it ended.
struct Sent {
  Reached reached = Reached::nothing_sent;
  std::optional<Response> response = {};
  Micros took{0};
  std::string error = {};  // one clause for a person: `connection refused`
  bool timed_out = false;
};

struct SendOptions {
  Millis deadline{30'000};                 // for everything: lookup, connect, TLS, sending, the whole answer
  std::size_t max_response = 1024 * 1024;  // body bytes kept and read; longer answers end as `answered`, cut there
};

/// The exact bytes of a request: request line, headers in order, empty line, body. Nothing is added.
/// Fails when a method, target, header name or value would break out of its line.
Result<Bytes> render(const Request& request);

/// Sends one request on a connection of its own and waits for the answer. Never follows redirects, reads an early
/// answer even when writing fails, checks chain and host name over https. `stop` ends it early as if its deadline had
/// passed.
Sent send(const Endpoint& endpoint, const Request& request, const SendOptions& options, const std::stop_token& stop);

/// The same on a loop; `done` is called in a later turn.
void send_async(Loop& loop, const Endpoint& endpoint, const Request& request, const SendOptions& options,
                std::function<void(Sent)> done);

}  // namespace hookctl::wire
