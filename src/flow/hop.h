#pragma once

#include <string_view>

#include "webhook/request.h"
#include "wire/sender.h"

namespace hookctl::flow {

/// Whether a header belongs to one connection only and never travels on (RFC 9110 §7.6.1).
bool is_hop_by_hop(std::string_view name);

/// The request as it goes to another endpoint: the same bytes and header order, with `Host` and `Content-Length`
/// following in their places and hop-by-hop headers left out. An endpoint without a path keeps the request's own
/// target.
Request retargeted(const Request& request, const wire::Endpoint& endpoint);

/// An app's response as it goes to the provider: without hop-by-hop headers and `Content-Length`, which is written
/// anew.
Response passed_on(Response response);

}  // namespace hookctl::flow
