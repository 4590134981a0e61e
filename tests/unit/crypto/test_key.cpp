#include <doctest/doctest.h>

#include <string>

#include "crypto/encoding.h"
#include "crypto/key.h"

using namespace hookctl;

namespace {

// RFC 8032 §7.1, test 1.
constexpr std::string_view seed = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
constexpr std::string_view public_hex = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

}  // namespace

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

TEST_CASE("keys: of a curve or kind that hookctl cannot use, they are refused when they are read") {
  const std::string public_p384 =
      "-----BEGIN PUBLIC KEY-----\n"
      "MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEFOypIAbVRxa4nF0v95vLqZL1KD8RRXWI\n"
      "0EEyXOX8Yv7ew1J0GbMteHQmELvSlfP+oMB5vMbUcZZRuFhvVibZRcpegHrywrRP\n"
      "itTQ7WaqDiA+adpMoRcyCvXbsbwalQsW\n"
      "-----END PUBLIC KEY-----\n";
  const std::string private_p384 =
      "-----BEGIN PRIVATE KEY-----\n"
      "MIG2AgEAMBAGByqGSM49AgEGBSuBBAAiBIGeMIGbAgEBBDAymwbxaro2XFndtHYt\n"
      "CdB3GqMg5n+rEK8eZ9CAwXVbtn6ADz7Cg9QISmxl/odnNEmhZANiAARrZii30ekm\n"
      "WPZY5dxRNg5F3krVdhahRWhiTX48xvoaQqSfAtrvXJ+qxJNrP8GLXbEMFiIRfx6x\n"
      "vaNZdweos92obyYql4bqLJRYYlJI7YVRBtOULPh3+3grJTtARWdMmZ4=\n"
      "-----END PRIVATE KEY-----\n";
  const std::string private_x25519 =
      "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VuBCIEICCFS0dguVrjPoI0u8Ux9n4m+ztadmoMWz0xn3wXFK5Y\n-----END PRIVATE "
      "KEY-----\n";
  CHECK_FALSE(crypto::PublicKey::parse(public_p384));
  CHECK_FALSE(crypto::PrivateKey::parse(private_p384));
  CHECK_FALSE(crypto::PrivateKey::parse(private_x25519));
}
