#include "flow/hop.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace hookctl::flow {
namespace {

constexpr std::array<std::string_view, 10> hop_by_hop{
    "Connection", "Keep-Alive", "Proxy-Connection", "Proxy-Authenticate", "Proxy-Authorization",
    "TE",         "Trailer",    "Expect",           "Transfer-Encoding",  "Upgrade"};

/// A header that `Connection` names is hop-by-hop too.
bool named_by_connection(const Headers& headers, std::string_view name) {
  for (const auto value : headers.all("Connection")) {
    for (const auto option : split(value, ',')) {
      if (iequals(trim(option), name)) return true;
    }
  }
  return false;
}

Headers travelling(const Headers& headers) {
  Headers kept;
  for (const auto& [name, value] : headers) {
    if (!is_hop_by_hop(name) && !named_by_connection(headers, name)) kept.add(name, value);
  }
  return kept;
}

}  // namespace

bool is_hop_by_hop(std::string_view name) {
  return std::any_of(hop_by_hop.begin(), hop_by_hop.end(), [&](std::string_view each) { return iequals(each, name); });
}

Request retargeted(const Request& request, const wire::Endpoint& endpoint) {
  Request sent{.method = request.method,
               .target = endpoint.target == "/" ? request.target : endpoint.target,
               .headers = travelling(request.headers),
               .body = request.body,
               .framing = request.framing == Framing::none ? Framing::none : Framing::length};
  sent.headers.set("Host", endpoint.authority);
  if (sent.framing == Framing::length || !sent.body.empty()) {
    sent.headers.set("Content-Length", std::to_string(sent.body.size()));
  }
  return sent;
}

Response passed_on(Response response) {
  response.headers = travelling(response.headers);
  response.headers.erase("Content-Length");
  return response;
}

}  // namespace hookctl::flow
