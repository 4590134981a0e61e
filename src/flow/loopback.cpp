#include "flow/loopback.h"

namespace hookctl::flow {

bool is_loopback(std::string_view host) {
  const bool literal = host.starts_with("127.") && host.find_first_not_of("0123456789.") == host.npos;
  return literal || host == "localhost" || host == "::1";
}

}  // namespace hookctl::flow
