#pragma once

#include <optional>

#include "base/json_document.h"
#include "provider/provider.h"
#include "webhook/event.h"
#include "webhook/request.h"

namespace hookctl::provider {

/// The event a delivery reports, read by the paths of its provider's row. What is not there stays empty.
Event read_event(const Provider& provider, const Request& request);

/// What records say of the event: its id, subject, kind and status. The request's body was read already.
Event read_event_name(const Provider& provider, const Request& request, const std::optional<json::Document>& body);

}  // namespace hookctl::provider
