#pragma once

#include <map>

#include "base/result.h"
#include "flow/keyring.h"
#include "provider/provider.h"
#include "signature/sign.h"

namespace hookctl::flow {

/// Signs as any provider; the keys for each are made ready once. The keyring and the providers' rows outlive it.
class Signers {
 public:
  explicit Signers(const Keyring& keys) : keys_(keys) {}

  /// The one that signs as a provider. Fails when the provider signs nothing or a key is missing or unusable.
  Result<signature::Signer*> of(const provider::Provider& row);

 private:
  const Keyring& keys_;
  std::map<const provider::Provider*, signature::Signer> ready_ = {};
};

}  // namespace hookctl::flow
