#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"

struct evp_pkey_st;

namespace hookctl::crypto {

struct KeyDeleter {
  void operator()(evp_pkey_st* key) const noexcept;
};
using KeyHandle = std::unique_ptr<evp_pkey_st, KeyDeleter>;

/// The public half of an Ed25519 key; copies share it.
class PublicKey {
 public:
  /// Reads `whpk_` + base64, hex or base64 of the raw 32 bytes or of the SPKI DER, or PEM.
  static Result<PublicKey> parse(std::string_view text);
  /// From the raw 32 bytes (RFC 8032).
  static Result<PublicKey> from_raw(ByteView raw);

  PublicKey(const PublicKey& other);
  PublicKey(PublicKey&&) noexcept = default;
  PublicKey& operator=(PublicKey other) noexcept;

  /// Pure Ed25519 over the message; a signature that is not 64 bytes never verifies.
  bool verify(ByteView message, ByteView signature) const;
  /// The raw 32 bytes.
  Bytes raw() const;

 private:
  explicit PublicKey(KeyHandle handle) : handle_(std::move(handle)) {}
  KeyHandle handle_;
  friend class PrivateKey;
};

/// The private half of an Ed25519 key; copies share it. It cannot be printed.
class PrivateKey {
 public:
  /// Reads `whsk_` + base64 of the 32-byte seed or of seed and public key (64 bytes), hex or base64 of the seed, or
  /// PEM.
  static Result<PrivateKey> parse(std::string_view text);
  /// A new random key.
  static PrivateKey generate();

  PrivateKey(const PrivateKey& other);
  PrivateKey(PrivateKey&&) noexcept = default;
  PrivateKey& operator=(PrivateKey other) noexcept;

  /// The 64-byte signature of a message.
  Bytes sign(ByteView message) const;
  PublicKey public_key() const;

 private:
  explicit PrivateKey(KeyHandle handle) : handle_(std::move(handle)) {}
  KeyHandle handle_;
};

/// The Ed25519 keys of a JWK Set (RFC 7517, RFC 8037: `kty` OKP, `crv` Ed25519, `x` base64url); others are passed over.
/// An error when the text is no JWK Set or holds no such key.
Result<std::vector<PublicKey>> parse_jwks(ByteView json);

}  // namespace hookctl::crypto
