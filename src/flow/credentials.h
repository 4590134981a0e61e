#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "provider/provider.h"
#include "webhook/request.h"

namespace hookctl::flow {

/// The headers whose values must not stand in a record: the well-known credentials, and those in which one of the known
/// providers sends its secret, whoever a delivery is taken for.
class CredentialHeaders {
 public:
  explicit CredentialHeaders(std::span<const provider::Provider> known);

  /// The names of those that a request has.
  std::vector<std::string> of(const Request& request) const;

 private:
  bool has(std::string_view name) const;

  std::vector<std::string_view> tokens_ = {};
  std::uint64_t lengths_ = 0;  // of all of these names, as bits: few headers need to be compared
};

/// Rules of redaction for what one of the known providers proves a body by: signatures, which a public key may check,
/// and hashes. Where a body is redacted they must go, or it could be tried out what it said.
std::vector<std::string> proofs_of_bodies(std::span<const provider::Provider> known);

}  // namespace hookctl::flow
