#pragma once

#include <cstdint>
#include <string>

#include "crypto/key.h"
#include "signature/keys.h"

namespace hookctl::forge {

/// Bytes that look random and depend on the seed and what they are for alone.
Bytes seeded_bytes(std::uint64_t seed, std::string_view what_for, std::size_t count);

/// A secret of the same form and length as the first of the keys, which the receiver does not know.
crypto::Secret throwaway_secret(const signature::Scheme& scheme, const signature::Keys& keys, std::uint64_t seed,
                                std::string_view what_for);

/// A key pair which the receiver does not know.
crypto::PrivateKey throwaway_key(crypto::Signing signing, std::uint64_t seed, std::string_view what_for);

/// The JWK Set of the key pair with which `wrong-key` signs: its one key is named `hookctl-throwaway`.
std::string throwaway_jwks(crypto::Signing signing, std::uint64_t seed);

}  // namespace hookctl::forge
