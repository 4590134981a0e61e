#include "crypto/key.h"

#include <fmt/format.h>
#include <openssl/bio.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <array>
#include <cstdint>
#include <optional>
#include <stdexcept>

#include "crypto/encoding.h"

namespace hookctl::crypto {
namespace {

constexpr std::size_t raw_size = 32;
constexpr std::size_t signature_size = 64;

struct ContextDeleter {
  void operator()(EVP_MD_CTX* context) const noexcept { EVP_MD_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_MD_CTX, ContextDeleter>;

struct BioDeleter {
  void operator()(BIO* bio) const noexcept { BIO_free(bio); }
};
using Bio = std::unique_ptr<BIO, BioDeleter>;

const std::uint8_t* data_of(ByteView bytes) { return reinterpret_cast<const std::uint8_t*>(bytes.data()); }

KeyHandle shared(const KeyHandle& handle) {
  EVP_PKEY_up_ref(handle.get());
  return KeyHandle(handle.get());
}

bool is_pem(std::string_view text) { return text.starts_with("-----BEGIN "); }

KeyHandle read_pem(std::string_view text, EVP_PKEY* (*read)(BIO*, EVP_PKEY**, pem_password_cb*, void*)) {
  const Bio bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
  const auto no_password = [](char*, int, int, void*) { return -1; };
  return KeyHandle(read(bio.get(), nullptr, no_password, nullptr));
}

/// Bytes written as hex or as strict base64; a 64-digit text is hex before it is base64.
std::optional<Bytes> decode_any(std::string_view text) {
  if (auto bytes = from_hex(text)) return bytes;
  return from_base64(text);
}

bool is_ed25519(const KeyHandle& handle) { return handle && EVP_PKEY_get_id(handle.get()) == EVP_PKEY_ED25519; }

KeyHandle read_spki(ByteView der) {
  const auto* at = data_of(der);
  KeyHandle handle(d2i_PUBKEY(nullptr, &at, static_cast<long>(der.size())));
  return at == data_of(der) + der.size() ? std::move(handle) : nullptr;
}

Error unreadable(std::string_view kind, std::string_view forms) {
  return Error{fmt::format("cannot read the {} key", kind), fmt::format("give an Ed25519 key as {}", forms)};
}

/// A file's key often ends in a newline; keys themselves never do.
std::string_view without_line_end(std::string_view text) {
  const auto last = text.find_last_not_of(" \t\r\n");
  return last == text.npos ? std::string_view{} : text.substr(0, last + 1);
}

constexpr std::string_view public_forms = "whpk_…, hex or base64 of its 32 bytes or of its SPKI DER, PEM, or @FILE";
constexpr std::string_view private_forms = "whsk_…, hex or base64 of its 32-byte seed, PEM, or @FILE";

}  // namespace

void KeyDeleter::operator()(evp_pkey_st* key) const noexcept { EVP_PKEY_free(key); }

PublicKey::PublicKey(const PublicKey& other) : handle_(shared(other.handle_)) {}

PublicKey& PublicKey::operator=(PublicKey other) noexcept {
  handle_ = std::move(other.handle_);
  return *this;
}

Result<PublicKey> PublicKey::from_raw(ByteView raw) {
  KeyHandle handle;
  if (raw.size() == raw_size) {
    handle.reset(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, data_of(raw), raw.size()));
  }
  if (!handle) return unreadable("public", public_forms);
  return PublicKey(std::move(handle));
}

Result<PublicKey> PublicKey::parse(std::string_view text) {
  text = without_line_end(text);
  KeyHandle handle;
  if (is_pem(text)) {
    handle = read_pem(text, PEM_read_bio_PUBKEY);
  } else {
    const bool prefixed = text.starts_with("whpk_");
    const auto bytes = prefixed ? from_base64(text.substr(5)) : decode_any(text);
    if (bytes && bytes->size() == raw_size) return from_raw(*bytes);
    if (bytes && !prefixed) handle = read_spki(*bytes);
  }
  if (!is_ed25519(handle)) return unreadable("public", public_forms);
  return PublicKey(std::move(handle));
}

bool PublicKey::verify(ByteView message, ByteView signature) const {
  if (signature.size() != signature_size) return false;
  const Context context(EVP_MD_CTX_new());
  return EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, handle_.get()) == 1 &&
         EVP_DigestVerify(context.get(), data_of(signature), signature.size(), data_of(message), message.size()) == 1;
}

Bytes PublicKey::raw() const {
  std::array<std::uint8_t, raw_size> out;
  std::size_t length = out.size();
  EVP_PKEY_get_raw_public_key(handle_.get(), out.data(), &length);
  return Bytes(reinterpret_cast<const char*>(out.data()), length);
}

PrivateKey::PrivateKey(const PrivateKey& other) : handle_(shared(other.handle_)) {}

PrivateKey& PrivateKey::operator=(PrivateKey other) noexcept {
  handle_ = std::move(other.handle_);
  return *this;
}

Result<PrivateKey> PrivateKey::parse(std::string_view text) {
  text = without_line_end(text);
  KeyHandle handle;
  if (is_pem(text)) {
    handle = read_pem(text, PEM_read_bio_PrivateKey);
  } else {
    auto seed = text.starts_with("whsk_") ? from_base64(text.substr(5)) : decode_any(text);
    if (seed && (seed->size() == raw_size || seed->size() == 2 * raw_size)) {
      handle.reset(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, data_of(*seed), raw_size));
    }
    if (seed) OPENSSL_cleanse(seed->data(), seed->size());
  }
  if (!is_ed25519(handle)) return unreadable("private", private_forms);
  return PrivateKey(std::move(handle));
}

PrivateKey PrivateKey::generate() { return PrivateKey(KeyHandle(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"))); }

Bytes PrivateKey::sign(ByteView message) const {
  std::array<std::uint8_t, signature_size> out;
  std::size_t length = out.size();
  const Context context(EVP_MD_CTX_new());
  if (EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, handle_.get()) != 1 ||
      EVP_DigestSign(context.get(), out.data(), &length, data_of(message), message.size()) != 1) {
    throw std::runtime_error("OpenSSL cannot sign");
  }
  return Bytes(reinterpret_cast<const char*>(out.data()), length);
}

PublicKey PrivateKey::public_key() const {
  std::array<std::uint8_t, raw_size> out;
  std::size_t length = out.size();
  EVP_PKEY_get_raw_public_key(handle_.get(), out.data(), &length);
  return *PublicKey::from_raw(ByteView(reinterpret_cast<const char*>(out.data()), length));
}

}  // namespace hookctl::crypto
