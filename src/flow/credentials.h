#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "provider/provider.h"
#include "webhook/request.h"

namespace hookctl::flow {

/// The headers in which one of the known providers sends its secret.
std::vector<std::string_view> token_headers(std::span<const provider::Provider> known);

/// The names of the headers whose values must not stand in a record: the well-known credentials, and those that carry
/// tokens, whoever the delivery is taken for.
std::vector<std::string> credentials_of(const Request& request, std::span<const std::string_view> token_headers);

/// Rules of redaction for what one of the known providers proves a body by: signatures, which a public key may check,
/// and hashes. Where a body is redacted they must go, or it could be tried out what it said.
std::vector<std::string> proofs_of_bodies(std::span<const provider::Provider> known);

}  // namespace hookctl::flow
