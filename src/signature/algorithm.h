#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "crypto/digest.h"
#include "crypto/key.h"

namespace hookctl::signature {

/// What turns signed bytes and a key into a signature.
enum class Algorithm {
  hmac_sha1,
  hmac_sha256,
  hmac_sha384,
  hmac_sha512,
  sha256,  // a plain hash; the secret stands in the input
  ed25519,
  ecdsa_p256,
  rsa_sha1,
  rsa_sha256,
  jwt_es256,  // the header holds a JWT (RFC 7519) that claims the hash of the body
  jwt_rs256,
  token,  // nothing is signed: the header holds the secret itself
};

/// Algorithms that need the same kind of key and are checked the same way.
enum class Family { mac, hash, asymmetric, jwt, token };

/// One row of the table of algorithms.
struct AlgorithmRow {
  Algorithm algorithm;
  std::string_view name;  // `hmac-sha256`
  Family family;
  std::size_t size;  // of a signature in bytes; 0 where it varies
  crypto::Digest digest = crypto::Digest::sha256;
  crypto::Signing signing = crypto::Signing::ed25519;  // of the asymmetric ones and the JWTs
};

const AlgorithmRow& row_of(Algorithm algorithm);

/// The algorithm of a name that `row_of` gives.
std::optional<Algorithm> algorithm_named(std::string_view name);

/// The names of all algorithms, for messages.
std::vector<std::string_view> algorithm_names();

/// Whether it takes a key pair rather than a shared secret.
bool is_asymmetric(Algorithm algorithm);

}  // namespace hookctl::signature
