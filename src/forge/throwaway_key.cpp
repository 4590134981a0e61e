#include "forge/throwaway_key.h"

#include <fmt/format.h>

#include "crypto/digest.h"
#include "crypto/encoding.h"

namespace hookctl::forge {

using signature::KeyRule;

Bytes seeded_bytes(std::uint64_t seed, std::string_view what_for, std::size_t count) {
  Bytes bytes;
  for (int block = 0; bytes.size() < count; ++block) {
    bytes += crypto::digest(crypto::Digest::sha256, fmt::format("hookctl {} {} {}", what_for, seed, block));
  }
  bytes.resize(count);
  return bytes;
}

crypto::Secret throwaway_secret(const signature::Scheme& scheme, const signature::Keys& keys, std::uint64_t seed,
                                std::string_view what_for) {
  const auto size = keys.secrets.empty() ? 32 : keys.secrets.front().expose().size();
  if (scheme.key == KeyRule::base64_after_prefix) {
    const auto key = signature::key_of(scheme.key, keys.secrets.front());
    const auto length = key ? key->expose().size() : 32;
    return crypto::Secret("whsec_" + crypto::to_base64(seeded_bytes(seed, what_for, length)));
  }
  return crypto::Secret(crypto::to_hex(seeded_bytes(seed, what_for, size)).substr(0, size));
}

crypto::PrivateKey throwaway_key(crypto::Signing signing, std::uint64_t seed, std::string_view what_for) {
  return crypto::PrivateKey::from_seed(signing, seeded_bytes(seed, what_for, 32));
}

std::string throwaway_jwks(crypto::Signing signing, std::uint64_t seed) {
  auto key = throwaway_key(signing, seed, "wrong-key").public_key();
  key.set_id("hookctl-throwaway");
  return crypto::to_jwks({key});
}

}  // namespace hookctl::forge
