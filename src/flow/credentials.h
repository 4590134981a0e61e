#pragma once

#include <span>
#include <string>
#include <vector>

#include "provider/provider.h"
#include "webhook/request.h"

namespace hookctl::flow {

/// The names of the headers whose values must not stand in a record: the well-known credentials, and every header in
/// which one of the known providers sends its secret, whoever the delivery is taken for.
std::vector<std::string> credentials_of(const Request& request, std::span<const provider::Provider> known);

/// The headers in which one of the known providers sends signatures.
std::vector<std::string> signature_headers(std::span<const provider::Provider> known);

}  // namespace hookctl::flow
