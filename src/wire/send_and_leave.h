#pragma once

#include <functional>

#include "wire/sender.h"

namespace hookctl::wire {

/// Sends a request whole and closes the connection before any answer, as a sender does that crashes then. What is told
/// is `unknown`, or why not even the request was sent. `done` is called in a later turn.
void send_and_leave(Loop& loop, const Endpoint& endpoint, const Request& request, Millis deadline,
                    std::function<void(Sent)> done);

}  // namespace hookctl::wire
