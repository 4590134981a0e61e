#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace hookctl::inspector {

/// Where an inspector listens, and under which names browsers may ask it.
struct Reach {
  std::string address = "127.0.0.1";                        // that the socket is bound to
  std::vector<std::string> names = {address, "localhost"};  // as a URL writes them; the first one is printed
};

/// Reads who may reach an inspector from other machines: the name or the address by which they call this one. An
/// address is listened on alone, a name on every IPv4 address; nobody is let in who calls it otherwise. Fails for what
/// is no host, has a port, or names no machine (`0.0.0.0`).
Result<Reach> read_remote_reach(std::string_view host);

/// What stands in the Host header of who calls it by one of its names: `127.0.0.1:4040`; port 80 may be left out.
std::vector<std::string> hosts_of(const Reach& reach, std::uint16_t port);

}  // namespace hookctl::inspector
