#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <string>

#include "base/clock.h"
#include "webhook/request.h"
#include "wire/connections.h"
#include "wire/endpoint.h"
#include "wire/loop.h"
#include "wire/render.h"
#include "wire/response_parser.h"

namespace hookctl::wire {

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
  std::string ca_file = {};                // PEM file of the authorities to trust in place of the system's
  AnswerFields fields = AnswerFields::kept;
  Connections* connections = nullptr;  // that may be used, and to which one goes that stays open; null: a new one
};

/// Sends one request, on a connection of its own unless others may be used, and waits for the answer. Never follows
/// redirects, skips 1xx, reads an early answer even when writing fails, checks chain and host name over https. `stop`
/// ends it early, with the error `stopped`.
Sent send(const Endpoint& endpoint, const Request& request, const SendOptions& options, const std::stop_token& stop);

/// The same on a loop; `done` is called in a later turn.
void send_async(Loop& loop, const Endpoint& endpoint, const Request& request, const SendOptions& options,
                std::function<void(Sent)> done);

/// A request as bytes, whatever HTTP says to them.
struct RawRequest {
  std::string method;  // an answer to HEAD has no body
  Bytes bytes;
};

/// The same with bytes that go out as they are.
void send_raw_async(Loop& loop, const Endpoint& endpoint, RawRequest request, const SendOptions& options,
                    std::function<void(Sent)> done);

}  // namespace hookctl::wire
