#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"

struct evp_pkey_st;

namespace hookctl::crypto {

/// How a key pair signs. ECDSA signatures are DER here; `raw_ecdsa` and `der_ecdsa` convert to what JWTs carry.
enum class Signing { ed25519, ecdsa_p256_sha256, rsa_pkcs1_sha1, rsa_pkcs1_sha256 };

struct KeyDeleter {
  void operator()(evp_pkey_st* key) const noexcept;
};
using KeyHandle = std::unique_ptr<evp_pkey_st, KeyDeleter>;

/// The public half of a key pair: Ed25519, ECDSA P-256 or RSA. Copies share it.
class PublicKey {
 public:
  /// Reads `whpk_` + base64, hex or base64 of the raw 32 bytes of an Ed25519 key or of any SPKI DER, PEM, or the PEM of
  /// an X.509 certificate, whose key is taken and whose dates and issuer are not looked at.
  static Result<PublicKey> parse(std::string_view text);
  /// An Ed25519 key from its raw 32 bytes (RFC 8032).
  static Result<PublicKey> from_raw(ByteView raw);
  /// A P-256 key from its coordinates, 32 bytes each, or an RSA key from modulus and exponent, as JWKs hold them.
  static Result<PublicKey> from_point(ByteView x, ByteView y);
  static Result<PublicKey> from_modulus(ByteView n, ByteView e);

  PublicKey(const PublicKey& other);
  PublicKey(PublicKey&&) noexcept = default;
  PublicKey& operator=(PublicKey other) noexcept;

  /// Whether the key is of the kind that signs so.
  bool fits(Signing signing) const;
  /// Whether the signature is of these bytes. One of another kind or length never verifies.
  bool verify(Signing signing, ByteView message, ByteView signature) const;
  /// The raw 32 bytes of an Ed25519 key; empty for others.
  Bytes raw() const;
  /// The key as SubjectPublicKeyInfo (RFC 5280 §4.1), DER; of a P-256 key its last 64 bytes are x and y.
  Bytes spki() const;
  /// Modulus and exponent of an RSA key; empty for others.
  std::pair<Bytes, Bytes> modulus_and_exponent() const;
  /// The key's name within its JWK Set (`kid`); empty where it has none.
  const std::string& id() const { return id_; }
  void set_id(std::string id) { id_ = std::move(id); }

 private:
  explicit PublicKey(KeyHandle handle) : handle_(std::move(handle)) {}
  KeyHandle handle_;
  std::string id_;
  friend class PrivateKey;
};

/// The private half of a key pair. Copies share it. It cannot be printed.
class PrivateKey {
 public:
  /// Reads `whsk_` + base64 of an Ed25519 seed or of seed and public key (64 bytes), hex or base64 of the seed, or PEM
  /// of an Ed25519, P-256 or RSA key.
  static Result<PrivateKey> parse(std::string_view text);
  /// A new random key of the kind that signs so.
  static PrivateKey generate(Signing signing);
  /// The key that a seed gives: the same for the same seed. For throw-away keys; who knows the seed knows the key.
  static PrivateKey from_seed(Signing signing, ByteView seed);

  PrivateKey(const PrivateKey& other);
  PrivateKey(PrivateKey&&) noexcept = default;
  PrivateKey& operator=(PrivateKey other) noexcept;

  bool fits(Signing signing) const;
  /// The signature of a message; the key must fit.
  Bytes sign(Signing signing, ByteView message) const;
  PublicKey public_key() const;

 private:
  explicit PrivateKey(KeyHandle handle) : handle_(std::move(handle)) {}
  KeyHandle handle_;
};

/// The keys of a JWK Set (RFC 7517) that hookctl can use: `OKP`/Ed25519, `EC`/P-256 and `RSA`; others are passed over.
/// An error when the text is no JWK Set, a key is malformed or there is none.
Result<std::vector<PublicKey>> parse_jwks(ByteView json);

/// A JWK Set of public keys, with their names as `kid`; `parse_jwks` reads it back.
std::string to_jwks(const std::vector<PublicKey>& keys);

/// A P-256 signature as DER, from the 64 bytes r‖s of a JWT (RFC 7518 §3.4), and back; empty when it is not one.
Bytes der_ecdsa(ByteView raw);
Bytes raw_ecdsa(ByteView der);

}  // namespace hookctl::crypto
