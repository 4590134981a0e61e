#include "crypto/certificate.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "crypto/key.h"
#include "support/folder.h"
#include "support/process.h"

using namespace hookctl;
using namespace std::chrono_literals;

namespace {

constexpr Instant now{1'750'000'000s};  // 2025-06-15 15:06:40 UTC

}  // namespace

TEST_CASE("self_signed: openssl reads the names, the days, the purpose and the fingerprint") {
  const auto made = crypto::self_signed(std::vector<std::string>{"192.0.2.7", "my.host", "localhost"}, now);
  REQUIRE(made);
  const test::Folder folder;
  const auto file = folder.write("certificate.pem", made->certificate);
  const auto shown =
      test::run({.argv = {"openssl", "x509", "-in", file, "-noout", "-text", "-fingerprint", "-sha256"}});
  REQUIRE(shown.exit == 0);
  const auto& text = shown.out;
  const std::string expected[] = {
      "DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1, IP Address:192.0.2.7, DNS:my.host\n",
      "Not Before: Jun 14 15:06:40 2025 GMT",
      "Not After : Jul 15 15:06:40 2025 GMT",
      "CA:FALSE",
      "TLS Web Server Authentication",
      "prime256v1",
      "sha256 Fingerprint=" + made->fingerprint + "\n",
  };
  for (const auto& words : expected) {
    CAPTURE(words);
    CHECK(text.find(words) != text.npos);
  }
}

TEST_CASE("self_signed: the key is the certificate's, and no two are the same") {
  const auto one = crypto::self_signed({}, now);
  const auto other = crypto::self_signed({}, now);
  REQUIRE(one);
  REQUIRE(other);
  const auto key = crypto::PrivateKey::parse(one->key.expose());
  REQUIRE(key);
  const auto signing = crypto::Signing::ecdsa_p256_sha256;
  const auto signature = key->sign(signing, "message");
  CHECK(crypto::PublicKey::parse(one->certificate)->verify(signing, "message", signature));
  CHECK_FALSE(crypto::PublicKey::parse(other->certificate)->verify(signing, "message", signature));
  CHECK(one->fingerprint != other->fingerprint);
}

TEST_CASE("self_signed: a name that is neither host nor address is refused, and cannot add another") {
  for (const std::string name : {"", "a,IP:192.0.2.1", "a b", "http://x", "a\n"}) {
    CAPTURE(name);
    const auto made = crypto::self_signed(std::vector{name}, now);
    REQUIRE_FALSE(made);
    CHECK(made.error().message.starts_with("cannot make a certificate for '"));
  }
}
