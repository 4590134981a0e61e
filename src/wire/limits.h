#pragma once

#include <cstddef>
#include <functional>

#include "base/clock.h"
#include "webhook/request.h"

namespace hookctl::wire {

/// What a receiver bears before it refuses.
struct Limits {
  std::size_t head = 64 * 1024;                                     // request line and headers, bytes → 431
  std::size_t fields = 100;                                         // header fields → 431
  std::size_t body = 25 * 1024 * 1024;                              // de-chunked bytes → 413
  std::function<std::size_t(const Request& head)> body_after = {};  // instead of `body`, where the head decides
  std::size_t connections = 16'384;                                 // further ones wait in the backlog
  Millis head_deadline{10'000};     // from the first byte of a request to the end of its head → 408
  Millis request_deadline{30'000};  // from the first byte to the last → 408
  Millis idle_deadline{75'000};     // between requests, and before the first → close
  Millis write_deadline{10'000};    // for an answer to be taken → close
};

}  // namespace hookctl::wire
