#include <string>

#include "checks.h"
#include "crypto/encoding.h"
#include "crypto/key.h"
#include "signature/keys.h"
#include "target.h"

namespace hookctl::fuzz {
namespace {

using crypto::Signing;
using signature::KeyRule;

std::string without_padding(std::string text) {
  while (text.ends_with('=')) text.pop_back();
  return text;
}

void check_shared_secret(ByteView input) {
  const crypto::Secret secret{Bytes(input)};
  for (const auto rule :
       {KeyRule::text, KeyRule::text_after_prefix, KeyRule::base64_after_prefix, KeyRule::base64_if_prefixed}) {
    const auto key = signature::key_of(rule, secret);
    if (!key) {
      // Short fragments may be words of the message itself.
      require(input.size() < 16 || key.error().message.find(input) == std::string::npos, "no message shows a secret");
      continue;
    }
    require(!key->empty(), "a key is never empty");
    if (rule == KeyRule::text) require(key->expose() == input, "text is taken as it is");
    if (rule == KeyRule::base64_after_prefix) {
      require(Bytes(input).ends_with(without_padding(crypto::to_base64(key->expose()))) ||
                  without_padding(Bytes(input)).ends_with(without_padding(crypto::to_base64(key->expose()))),
              "base64 has one spelling");
    }
  }
}

void check_key_pair(const crypto::PrivateKey& key) {
  for (const auto signing : {Signing::ed25519, Signing::ecdsa_p256_sha256, Signing::rsa_pkcs1_sha256}) {
    if (!key.fits(signing)) continue;
    require(key.public_key().verify(signing, "m", key.sign(signing, "m")), "a key verifies what it signed");
    return;
  }
  require(false, "a private key that was read can sign in some way");
}

}  // namespace

void check_secrets(ByteView input) {
  check_shared_secret(input);
  if (const auto key = crypto::PublicKey::parse(input)) {
    const auto raw = key->raw();
    require(raw.empty() || crypto::PublicKey::parse(crypto::to_hex(raw))->raw() == raw, "hex names the same key");
    require(!key->verify(Signing::ed25519, "m", Bytes(64, '\0')), "no key verifies zeros");
  }
  if (const auto key = crypto::PrivateKey::parse(input)) check_key_pair(*key);
}

}  // namespace hookctl::fuzz
