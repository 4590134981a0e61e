#pragma once

#include <variant>

#include "base/bytes.h"
#include "webhook/request.h"
#include "wire/refusal.h"

namespace hookctl::wire {

/// Reads one request from the bytes that another program recorded of it. A body that ends early is kept as far as it
/// goes, with `truncated` set. What HTTP forbids is refused as if it had been received.
std::variant<Request, Refusal> recorded_request(ByteView bytes);

}  // namespace hookctl::wire
