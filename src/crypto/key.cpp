#include "crypto/key.h"

#include <fmt/format.h>
#include <openssl/ec.h>
#include <openssl/objects.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <array>
#include <stdexcept>

#include "crypto/openssl.h"

namespace hookctl::crypto {
namespace {

constexpr std::size_t ed25519_key_size = 32;
constexpr std::size_t ed25519_signature_size = 64;

using Context = Handle<EVP_MD_CTX, EVP_MD_CTX_free>;

/// What OpenSSL needs to know of a way to sign; Ed25519 hashes by itself.
struct Kind {
  int key;
  const EVP_MD* (*digest)();
};

Kind kind_of(Signing signing) {
  switch (signing) {
    case Signing::ed25519:
      return {EVP_PKEY_ED25519, nullptr};
    case Signing::ecdsa_p256_sha256:
      return {EVP_PKEY_EC, EVP_sha256};
    case Signing::rsa_pkcs1_sha1:
      return {EVP_PKEY_RSA, EVP_sha1};
    case Signing::rsa_pkcs1_sha256:
      return {EVP_PKEY_RSA, EVP_sha256};
  }
  return {EVP_PKEY_NONE, nullptr};
}

KeyHandle shared(const KeyHandle& handle) {
  EVP_PKEY_up_ref(handle.get());
  return KeyHandle(handle.get());
}

bool is_on_p256(const KeyHandle& handle) {
  std::array<char, 32> name{};
  return EVP_PKEY_get_group_name(handle.get(), name.data(), name.size(), nullptr) == 1 &&
         std::string_view(name.data()) == SN_X9_62_prime256v1;
}

bool handle_fits(const KeyHandle& handle, Signing signing) {
  return EVP_PKEY_get_base_id(handle.get()) == kind_of(signing).key &&
         (signing != Signing::ecdsa_p256_sha256 || is_on_p256(handle));
}

const EVP_MD* digest_of(Signing signing) {
  const auto digest = kind_of(signing).digest;
  return digest == nullptr ? nullptr : digest();
}

}  // namespace

void KeyDeleter::operator()(evp_pkey_st* key) const noexcept { EVP_PKEY_free(key); }

PublicKey::PublicKey(const PublicKey& other) : handle_(shared(other.handle_)), id_(other.id_) {}

PublicKey& PublicKey::operator=(PublicKey other) noexcept {
  handle_ = std::move(other.handle_);
  id_ = std::move(other.id_);
  return *this;
}

bool PublicKey::fits(Signing signing) const { return handle_fits(handle_, signing); }

bool PublicKey::verify(Signing signing, ByteView message, ByteView signature) const {
  if (!fits(signing)) return false;
  if (signing == Signing::ed25519 && signature.size() != ed25519_signature_size) return false;
  const Context context(EVP_MD_CTX_new());
  return EVP_DigestVerifyInit(context.get(), nullptr, digest_of(signing), nullptr, handle_.get()) == 1 &&
         EVP_DigestVerify(context.get(), data_of(signature), signature.size(), data_of(message), message.size()) == 1;
}

Bytes PublicKey::raw() const {
  std::array<std::uint8_t, ed25519_key_size> out;
  std::size_t length = out.size();
  if (!fits(Signing::ed25519) || EVP_PKEY_get_raw_public_key(handle_.get(), out.data(), &length) != 1) return {};
  return bytes_of(out.data(), length);
}

Bytes PublicKey::spki() const {
  std::uint8_t* out = nullptr;
  const auto length = i2d_PUBKEY(handle_.get(), &out);
  if (length <= 0) return {};
  auto der = bytes_of(out, static_cast<std::size_t>(length));
  OPENSSL_free(out);
  return der;
}

PrivateKey::PrivateKey(const PrivateKey& other) : handle_(shared(other.handle_)) {}

PrivateKey& PrivateKey::operator=(PrivateKey other) noexcept {
  handle_ = std::move(other.handle_);
  return *this;
}

PrivateKey PrivateKey::generate(Signing signing) {
  switch (signing) {
    case Signing::ed25519:
      return PrivateKey(KeyHandle(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519")));
    case Signing::ecdsa_p256_sha256:
      return PrivateKey(KeyHandle(EVP_EC_gen("P-256")));
    case Signing::rsa_pkcs1_sha1:
    case Signing::rsa_pkcs1_sha256:
      return PrivateKey(KeyHandle(EVP_RSA_gen(2048)));
  }
  throw std::logic_error("no such way to sign");
}

bool PrivateKey::fits(Signing signing) const { return handle_fits(handle_, signing); }

Bytes PrivateKey::sign(Signing signing, ByteView message) const {
  const Context context(EVP_MD_CTX_new());
  std::size_t length = 0;
  if (EVP_DigestSignInit(context.get(), nullptr, digest_of(signing), nullptr, handle_.get()) != 1 ||
      EVP_DigestSign(context.get(), nullptr, &length, data_of(message), message.size()) != 1) {
    throw std::runtime_error("OpenSSL cannot sign with this key");
  }
  Bytes signature(length, '\0');
  if (EVP_DigestSign(context.get(), reinterpret_cast<std::uint8_t*>(signature.data()), &length, data_of(message),
                     message.size()) != 1) {
    throw std::runtime_error("OpenSSL cannot sign");
  }
  signature.resize(length);
  return signature;
}

PublicKey PrivateKey::public_key() const {
  // A private key holds its public half; verifying with it uses that half alone.
  return PublicKey(shared(handle_));
}

}  // namespace hookctl::crypto
