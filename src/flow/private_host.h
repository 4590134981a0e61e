#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace hookctl::flow {

/// Whether a host is of this machine or a private network: loopback, private and link-local addresses; names without a
/// dot, as containers have them; and names under localhost, local, internal, test and home.arpa.
bool is_private_host(std::string_view host);

/// Fails for a host that is neither private nor one of those allowed (`hooks.example.com`, `*.example.com`).
Result<void> check_host(std::string_view host, std::span<const std::string> allowed);

}  // namespace hookctl::flow
