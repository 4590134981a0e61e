#pragma once

#include <string_view>

#include "base/bytes.h"
#include "base/clock.h"
#include "webhook/headers.h"
#include "webhook/request.h"

namespace hookctl::test {

/// How a conversation ended: the other side closed, reset the connection, or was still silent when time was up.
enum class Hangup { closed, reset, overran };

/// Everything the other side sent, and how it ended.
struct Heard {
  Bytes bytes = {};
  Hangup end = Hangup::closed;
};

/// Connects to 127.0.0.1, sends the bytes as they are and listens until the other side is done.
/// Throws `std::system_error` when nobody accepts the connection.
Heard exchange(int port, ByteView bytes, Millis within = Millis{5'000});

/// Posts a body on a connection of its own (`Host`, `Content-Length` and `Connection: close` come before `headers`).
/// Throws `std::runtime_error` when no whole response comes in time.
Response post(int port, std::string_view target, const Headers& headers, ByteView body, Millis within = Millis{5'000});

}  // namespace hookctl::test
