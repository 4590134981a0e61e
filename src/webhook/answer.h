#pragma once

#include <cstddef>

#include "base/clock.h"
#include "webhook/request.h"

namespace hookctl {

/// What befalls an answer on its way, as networks and overloaded servers make it.
enum class AnswerFault {
  none,
  timeout,   // nothing is ever sent; the connection stays open until the sender gives up
  reset,     // the connection is reset (TCP RST)
  truncate,  // only the first bytes of the response leave, then the connection ends
};

/// What a script says to a request: a response, how long to wait before it is sent, and what befalls it.
struct Answer {
  Response response = {};
  Millis delay{0};
  AnswerFault fault = AnswerFault::none;
  std::size_t sent_bytes = 0;  // of the whole response, head included; with `truncate`
  bool operator==(const Answer&) const = default;
};

}  // namespace hookctl
