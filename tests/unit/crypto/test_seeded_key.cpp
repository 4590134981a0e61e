#include <doctest/doctest.h>

#include "crypto/key.h"

using namespace hookctl;
using crypto::PrivateKey;
using crypto::Signing;

namespace {
constexpr Signing kinds[] = {Signing::ed25519, Signing::ecdsa_p256_sha256, Signing::rsa_pkcs1_sha256};
}  // namespace

TEST_CASE("seeded key: a seed gives one key of each kind, another seed another one") {
  for (const auto kind : kinds) {
    const auto key = PrivateKey::from_seed(kind, "1");
    CHECK(key.fits(kind));
    CHECK(key.public_key().verify(kind, "message", key.sign(kind, "message")));
    CHECK(key.public_key().spki() == PrivateKey::from_seed(kind, "1").public_key().spki());
    CHECK(key.public_key().spki() != PrivateKey::from_seed(kind, "2").public_key().spki());
  }
}

TEST_CASE("to_jwks: what it writes is read back with its name and checks the same signatures") {
  for (const auto kind : kinds) {
    const auto key = PrivateKey::from_seed(kind, "1");
    auto shared = key.public_key();
    shared.set_id("k\"1");
    const auto read = crypto::parse_jwks(crypto::to_jwks({shared}));
    REQUIRE(read);
    REQUIRE(read->size() == 1);
    CHECK(read->front().id() == "k\"1");
    CHECK(read->front().verify(kind, "message", key.sign(kind, "message")));
  }
}
