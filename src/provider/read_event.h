#pragma once

#include "provider/provider.h"
#include "webhook/event.h"
#include "webhook/request.h"

namespace hookctl::provider {

/// The event a delivery reports, read by the paths of its provider's row. What is not there stays empty.
Event read_event(const Provider& provider, const Request& request);

}  // namespace hookctl::provider
