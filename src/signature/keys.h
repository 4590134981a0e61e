#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "crypto/key.h"
#include "crypto/secret.h"
#include "signature/scheme.h"

namespace hookctl::signature {

/// The key material at hand; a scheme takes what its algorithm needs.
struct Keys {
  std::vector<crypto::Secret> secrets = {};
  std::vector<crypto::PublicKey> public_keys = {};
  std::optional<crypto::PrivateKey> private_key = {};
  std::string webhook_id = {};  // what PayPal calls the subscription; it is signed and not in the request

  bool empty() const { return secrets.empty() && public_keys.empty() && !private_key; }
};

/// Whether there is what a scheme needs to check a signature, or to make one.
bool can_verify(const Scheme& scheme, const Keys& keys);
bool can_sign(const Scheme& scheme, const Keys& keys);

/// The key bytes of a secret under a rule. An error says why a secret cannot be a key, never what it is:
/// empty, or not base64 where base64 is due (`whsec_!!!!`).
Result<crypto::Secret> key_of(KeyRule rule, const crypto::Secret& secret);

}  // namespace hookctl::signature
