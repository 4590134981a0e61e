#pragma once

#include <string_view>

namespace hookctl::flow {

/// Whether a host can only be this machine; a name that merely begins with `127.` is not.
bool is_loopback(std::string_view host);

}  // namespace hookctl::flow
