#pragma once

#include <functional>

#include "flow/simulate_options.h"
#include "wire/endpoint.h"
#include "wire/loop.h"
#include "wire/sender.h"

namespace hookctl::flow {

/// Brings one request to the app within a time limit and tells how that ended, now or in a later turn of the loop.
using Bring =
    std::function<void(const Request& request, Millis limit, Hearing hearing, std::function<void(wire::Sent)> done)>;

/// Brings requests to an endpoint, each on a connection of its own.
Bring bring_to(wire::Loop& loop, wire::Endpoint endpoint);

}  // namespace hookctl::flow
