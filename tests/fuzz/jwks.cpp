#include <string>

#include "base/json.h"
#include "checks.h"
#include "crypto/key.h"
#include "target.h"

namespace hookctl::fuzz {

using crypto::Signing;

void check_jwks(ByteView input) {
  if (const auto raw = crypto::raw_ecdsa(input); !raw.empty()) {
    require(raw.size() == 64 && crypto::der_ecdsa(raw) == input, "an ECDSA signature comes back as it was");
  }
  if (input.size() == 64)
    require(crypto::raw_ecdsa(crypto::der_ecdsa(input)) == input, "64 bytes come back as they were");
  const auto keys = crypto::parse_jwks(input);
  if (!keys) return;
  require(static_cast<bool>(json::parse(input)), "a set is JSON");
  require(!keys->empty(), "a set that was read has a key");
  for (const auto& key : *keys) {
    require(key.fits(Signing::ed25519) || key.fits(Signing::ecdsa_p256_sha256) || key.fits(Signing::rsa_pkcs1_sha256),
            "every key is of a kind that verifies");
    require(!key.verify(Signing::ecdsa_p256_sha256, "m", "\x30\x06\x02\x01\x01\x02\x01\x01"), "nobody signed this");
  }
}

}  // namespace hookctl::fuzz
