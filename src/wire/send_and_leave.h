#pragma once

#include <functional>

#include "wire/sender.h"

namespace hookctl::wire {

/// Sends a request whole and closes the connection before any answer, as a sender does that crashes then. What is told
/// is `unknown`, or why not even the request was sent. `wire` is what goes out; `done` is called in a later turn.
void send_and_leave(Loop& loop, const Endpoint& endpoint, Result<Bytes> wire, Millis deadline,
                    std::function<void(Sent)> done);

}  // namespace hookctl::wire
