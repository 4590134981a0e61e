#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "capture/capture.h"
#include "flow/condition.h"
#include "wire/endpoint.h"

namespace hookctl::flow {

/// An app behind a listener, and which captures are for it.
struct Route {
  std::string url;  // as it was given
  wire::Endpoint endpoint;
  std::string path = {};                    // only for this path and what is below it; empty: every path
  std::optional<Condition> condition = {};  // only where this holds
};

/// Reads `http://localhost:3000`, `/bfl=http://localhost:3000` (a path) or `type=payment.*=http://localhost:3000` (a
/// condition).
Result<Route> parse_route(std::string_view text);

/// The apps a capture is for, in the order given. The first one's answer goes to the provider.
std::vector<const Route*> routes_of(std::span<const Route> routes, const capture::Capture& capture);

}  // namespace hookctl::flow
