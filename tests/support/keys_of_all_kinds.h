#pragma once

#include "signature/keys.h"

namespace hookctl::test {

/// A secret and an Ed25519 key (RFC 8032 §7.1 test 1): enough to sign as any row whose first scheme is not RSA or
/// ECDSA.
inline signature::Keys keys_of_all_kinds() {
  signature::Keys keys;
  keys.secrets.emplace_back("whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
  keys.private_key = *crypto::PrivateKey::parse("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
  return keys;
}

}  // namespace hookctl::test
