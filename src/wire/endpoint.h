#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace hookctl::wire {

/// Where a request goes: the parts of an http or https URL.
struct Endpoint {
  bool tls = false;
  std::string host;  // without brackets
  std::uint16_t port = 80;
  std::string authority;     // as a Host header wants it: `localhost:3000`, `[::1]:8080`, `example.com`
  std::string target = "/";  // path and query
};

/// Reads `http://host[:port][/path][?query]` or https. Refuses other schemes, credentials in the URL, control bytes,
/// spaces and a missing host; a fragment is dropped.
Result<Endpoint> parse_endpoint(std::string_view url);

}  // namespace hookctl::wire
