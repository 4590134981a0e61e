#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "provider/provider.h"
#include "webhook/request.h"

namespace hookctl::flow {

/// The delivery as one of an event that nobody has seen: where the provider's row finds the id stands another one of
/// the same form, and an event without an id gets a longer body. Without a row the request is what it was.
Result<Request> as_new_event(Request request, const provider::Provider* row, Instant now);

}  // namespace hookctl::flow
