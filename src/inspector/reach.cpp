#include "inspector/reach.h"

#include <arpa/inet.h>
#include <fmt/format.h>

#include "base/lower.h"
#include "base/text.h"
#include "wire/endpoint.h"

namespace hookctl::inspector {
namespace {

constexpr std::string_view every_address = "0.0.0.0";

bool is_address(const std::string& host) {
  in6_addr bytes;  // large enough for both
  return inet_pton(AF_INET, host.c_str(), &bytes) == 1 || inet_pton(AF_INET6, host.c_str(), &bytes) == 1;
}

}  // namespace

Result<Reach> read_remote_reach(std::string_view host) {
  const auto endpoint = wire::parse_endpoint(fmt::format("http://{}", host));
  if (!endpoint || !iequals(endpoint->authority, host) || endpoint->port != 80 || endpoint->target != "/") {
    return Error{fmt::format("cannot use '{}' as a host", escape_for_terminal(host)),
                 "write the name or address by which browsers call this machine: 192.168.1.20, build-7.local"};
  }
  if (endpoint->host == every_address || endpoint->host == "::") {
    return Error{fmt::format("'{}' is no host that a browser could name", host),
                 "write the name of this machine; a name is listened for on every address"};
  }
  return Reach{.address = is_address(endpoint->host) ? endpoint->host : std::string(every_address),
               .names = {lower(endpoint->authority)}};
}

std::vector<std::string> hosts_of(const Reach& reach, std::uint16_t port) {
  std::vector<std::string> hosts;
  for (const auto& name : reach.names) {
    hosts.push_back(fmt::format("{}:{}", name, port));
    if (port == 80) hosts.push_back(name);
  }
  return hosts;
}

}  // namespace hookctl::inspector
