#include <doctest/doctest.h>

#include <string>

#include "crypto/digest.h"
#include "crypto/encoding.h"
#include "crypto/key.h"

using namespace hookctl;

namespace {

// RFC 8032 §7.1, test 1.
constexpr std::string_view seed = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
constexpr std::string_view public_hex = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

}  // namespace

TEST_CASE("ed25519: RFC 8032 §7.1 test 1") {
  const auto key = crypto::PrivateKey::parse(seed);
  REQUIRE(key);
  CHECK(
      crypto::to_hex(key->sign(crypto::Signing::ed25519, "")) ==
      "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe2"
      "4655141438e7a100b");
  CHECK(crypto::to_hex(key->public_key().raw()) == public_hex);
}

TEST_CASE("public key: every accepted form is the same key") {
  for (const std::string text :
       {"d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=", "whpk_11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
        "302a300506032b6570032100d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
        "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n-----END PUBLIC "
        "KEY-----\n"}) {
    CAPTURE(text);
    const auto key = crypto::PublicKey::parse(text);
    REQUIRE(key);
    CHECK(crypto::to_hex(key->raw()) == public_hex);
  }
  for (const std::string text :
       {"", "whpk_", "00", "whpk_!!!!", "-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----"}) {
    CAPTURE(text);
    CHECK_FALSE(crypto::PublicKey::parse(text));
  }
}

TEST_CASE("ed25519: one flipped bit, or a signature of another length, never verifies") {
  const auto key = *crypto::PrivateKey::parse(seed);
  const auto good = key.sign(crypto::Signing::ed25519, "message");
  CHECK(key.public_key().verify(crypto::Signing::ed25519, "message", good));
  CHECK_FALSE(key.public_key().verify(crypto::Signing::ed25519, "massage", good));
  CHECK_FALSE(key.public_key().verify(crypto::Signing::ed25519, "message", good + '\0'));
  CHECK_FALSE(key.public_key().verify(crypto::Signing::ed25519, "message", ""));
  for (std::size_t i = 0; i < good.size(); ++i) {
    auto bad = good;
    bad[i] ^= 1;
    CHECK_FALSE(key.public_key().verify(crypto::Signing::ed25519, "message", bad));
  }
}

TEST_CASE("jwks: usable keys are read, others are passed over, none is an error") {
  const auto keys = crypto::parse_jwks(
      R"({"keys":[{"kty":"oct","k":"AQAB"},{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]})");
  REQUIRE(keys);
  REQUIRE(keys->size() == 1);
  CHECK(crypto::to_hex(keys->front().raw()) == public_hex);
  for (const std::string text :
       {"", "[]", R"({"keys":[]})", R"({"keys":[{"kty":"OKP","crv":"Ed25519","x":"short"}]})"}) {
    CAPTURE(text);
    CHECK_FALSE(crypto::parse_jwks(text));
  }
}

TEST_CASE("hmac: RFC 4231 test cases 1, 2 and 6") {
  struct Case {
    Bytes key;
    const char* message;
    const char* mac;
  };
  const Case cases[] = {
      {Bytes(20, '\x0b'), "Hi There", "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"},
      {"Jefe", "what do ya want for nothing?", "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"},
      {Bytes(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First",
       "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"},
  };
  for (const auto& [key, message, mac] : cases) {
    CHECK(crypto::to_hex(crypto::hmac(crypto::Digest::sha256, crypto::Secret(key), message)) == mac);
  }
}
