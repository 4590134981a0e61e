#include "flow/signers.h"

#include <utility>

#include "flow/signing.h"

namespace hookctl::flow {

Result<signature::Signer*> Signers::of(const provider::Provider& row) {
  if (const auto ready = ready_.find(&row); ready != ready_.end()) return &ready->second;
  const auto& keys = keys_.of(row.name);
  const auto scheme = scheme_to_sign(row, keys);
  if (!scheme) return scheme.error();
  auto signer = signature::Signer::of(**scheme, keys);
  if (!signer) return signer.error();
  return &ready_.emplace(&row, *std::move(signer)).first->second;
}

}  // namespace hookctl::flow
