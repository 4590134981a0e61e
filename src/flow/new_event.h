#pragma once

#include <span>

#include "base/clock.h"
#include "base/result.h"
#include "provider/provider.h"
#include "webhook/request.h"

namespace hookctl::flow {

/// The delivery as one of an event that nobody has seen: in the first of these places that holds an id stands another
/// one of the same form, and an event without an id gets a longer body.
Result<Request> as_new_event(Request request, std::span<const provider::Place> ids, Instant now);

}  // namespace hookctl::flow
