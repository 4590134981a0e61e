#include <fmt/format.h>
#include <openssl/crypto.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <optional>

#include "crypto/encoding.h"
#include "crypto/key.h"
#include "crypto/openssl.h"

namespace hookctl::crypto {
namespace {

constexpr std::size_t seed_size = 32;

using Bio = Handle<BIO, BIO_free>;
using Certificate = Handle<X509, X509_free>;

Bio reader_of(std::string_view text) { return Bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size()))); }

/// Never asks a person for a password.
int no_password(char*, int, int, void*) { return -1; }

KeyHandle read_public_pem(std::string_view text) {
  if (!text.starts_with("-----BEGIN CERTIFICATE-----")) {
    return KeyHandle(PEM_read_bio_PUBKEY(reader_of(text).get(), nullptr, no_password, nullptr));
  }
  const Certificate certificate(PEM_read_bio_X509(reader_of(text).get(), nullptr, no_password, nullptr));
  return KeyHandle(certificate ? X509_get_pubkey(certificate.get()) : nullptr);
}

/// Bytes written as hex or as strict base64; a 64-digit text is hex before it is base64.
std::optional<Bytes> decode_any(std::string_view text) {
  if (auto bytes = from_hex(text)) return bytes;
  return from_base64(text);
}

KeyHandle read_spki(ByteView der) {
  const auto* at = data_of(der);
  KeyHandle handle(d2i_PUBKEY(nullptr, &at, static_cast<long>(der.size())));
  return at == data_of(der) + der.size() ? std::move(handle) : nullptr;
}

/// A file's key often ends in a newline; keys themselves never do.
std::string_view without_line_end(std::string_view text) {
  const auto last = text.find_last_not_of(" \t\r\n");
  return last == text.npos ? std::string_view{} : text.substr(0, last + 1);
}

bool is_pem(std::string_view text) { return text.starts_with("-----BEGIN "); }

template <typename Key>
bool can_be_used(const Key& key) {
  return key.fits(Signing::ed25519) || key.fits(Signing::ecdsa_p256_sha256) || key.fits(Signing::rsa_pkcs1_sha256);
}

Error unreadable_public() {
  return {"cannot read the public key",
          "give an Ed25519, P-256 or RSA key: whpk_…, hex or base64 of its bytes or SPKI DER, PEM, a certificate, or "
          "@FILE"};
}

Error unreadable_private() {
  return {"cannot read the private key", "give whsk_…, hex or base64 of an Ed25519 seed, PEM, or @FILE"};
}

}  // namespace

Result<PublicKey> PublicKey::from_raw(ByteView raw) {
  KeyHandle handle;
  if (raw.size() == seed_size) {
    handle.reset(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, data_of(raw), raw.size()));
  }
  if (!handle) return unreadable_public();
  return PublicKey(std::move(handle));
}

Result<PublicKey> PublicKey::parse(std::string_view text) {
  text = without_line_end(text);
  KeyHandle handle;
  if (is_pem(text)) {
    handle = read_public_pem(text);
  } else {
    const bool prefixed = text.starts_with("whpk_");
    const auto bytes = prefixed ? from_base64(text.substr(5)) : decode_any(text);
    if (bytes && bytes->size() == seed_size) return from_raw(*bytes);
    if (bytes && !prefixed) handle = read_spki(*bytes);
  }
  if (!handle) return unreadable_public();
  PublicKey key(std::move(handle));
  if (!can_be_used(key)) return unreadable_public();
  return key;
}

Result<PrivateKey> PrivateKey::parse(std::string_view text) {
  text = without_line_end(text);
  KeyHandle handle;
  if (is_pem(text)) {
    handle.reset(PEM_read_bio_PrivateKey(reader_of(text).get(), nullptr, no_password, nullptr));
  } else {
    auto seed = text.starts_with("whsk_") ? from_base64(text.substr(5)) : decode_any(text);
    if (seed && (seed->size() == seed_size || seed->size() == 2 * seed_size)) {
      handle.reset(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, data_of(*seed), seed_size));
    }
    if (seed) OPENSSL_cleanse(seed->data(), seed->size());
  }
  if (!handle) return unreadable_private();
  PrivateKey key(std::move(handle));
  if (!can_be_used(key)) return unreadable_private();
  return key;
}

}  // namespace hookctl::crypto
