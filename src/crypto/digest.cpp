#include "crypto/digest.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/params.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <optional>
#include <stdexcept>

#include "crypto/encoding.h"
#include "crypto/openssl.h"

namespace hookctl::crypto {
namespace {

struct DigestRow {
  Digest digest;
  const char* name;
};

constexpr std::array digests{DigestRow{Digest::sha1, "SHA1"}, DigestRow{Digest::sha256, "SHA256"},
                             DigestRow{Digest::sha384, "SHA384"}, DigestRow{Digest::sha512, "SHA512"}};

constexpr bool in_order() {
  for (std::size_t i = 0; i < digests.size(); ++i) {
    if (digests[i].digest != static_cast<Digest>(i)) return false;
  }
  return true;
}
static_assert(in_order(), "the tables are indexed by the enum");

constexpr std::size_t index_of(Digest algorithm) { return static_cast<std::size_t>(algorithm); }

/// OpenSSL's digests, looked up once: a look-up takes as long as hashing some hundred bytes.
const EVP_MD* method_of(Digest algorithm) {
  static const auto methods = [] {
    std::array<Handle<EVP_MD, EVP_MD_free>, digests.size()> found;
    for (const auto& row : digests) found[index_of(row.digest)].reset(EVP_MD_fetch(nullptr, row.name, nullptr));
    return found;
  }();
  return methods[index_of(algorithm)].get();
}

/// OpenSSL's HMAC, which is the first that most commands want of it.
Handle<EVP_MAC, EVP_MAC_free> fetch_hmac() {
  // The end of the process frees what OpenSSL would take down piece by piece.
  OPENSSL_init_crypto(OPENSSL_INIT_NO_ATEXIT, nullptr);
  return Handle<EVP_MAC, EVP_MAC_free>(EVP_MAC_fetch(nullptr, OSSL_MAC_NAME_HMAC, nullptr));
}

/// A context for HMAC with a digest and no key yet. OpenSSL looks the digest up once more for each.
MacContext new_context(Digest algorithm) {
  static const auto method = fetch_hmac();
  MacContext context(EVP_MAC_CTX_new(method.get()));
  auto* name = const_cast<char*>(digests[index_of(algorithm)].name);  // OpenSSL only reads it
  const std::array params{OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, name, 0), OSSL_PARAM_construct_end()};
  if (!context || EVP_MAC_CTX_set_params(context.get(), params.data()) != 1) {
    throw std::runtime_error("OpenSSL has no such HMAC");
  }
  return context;
}

/// Back to the start, with the key that is there.
void restart(evp_mac_ctx_st* context) {
  if (EVP_MAC_init(context, nullptr, 0, nullptr) != 1) throw std::runtime_error("OpenSSL cannot start again");
}

Mac mac_of(evp_mac_ctx_st* context) {
  Mac mac;
  auto* out = reinterpret_cast<std::uint8_t*>(mac.bytes.data());
  if (EVP_MAC_final(context, out, &mac.size, mac.bytes.size()) != 1) {
    throw std::runtime_error("OpenSSL cannot finish an HMAC");
  }
  return mac;
}

/// What a thread keeps of its last HMAC: to set a key takes as long as to hash some hundred bytes.
struct Kept {
  Secret key;
  Hmac hmac;
};

}  // namespace

Bytes digest(Digest algorithm, ByteView message) {
  thread_local const Handle<EVP_MD_CTX, EVP_MD_CTX_free> context(EVP_MD_CTX_new());
  std::array<std::uint8_t, EVP_MAX_MD_SIZE> out;
  unsigned length = 0;
  if (EVP_DigestInit_ex2(context.get(), method_of(algorithm), nullptr) != 1 ||
      EVP_DigestUpdate(context.get(), message.data(), message.size()) != 1 ||
      EVP_DigestFinal_ex(context.get(), out.data(), &length) != 1) {
    throw std::runtime_error("OpenSSL cannot compute a digest");
  }
  return bytes_of(out.data(), length);
}

std::string sha256_hex(ByteView message) { return to_hex(digest(Digest::sha256, message)); }

void MacContextDeleter::operator()(evp_mac_ctx_st* context) const noexcept { EVP_MAC_CTX_free(context); }

Hmac::Hmac(Digest algorithm, const Secret& key) : context_(new_context(algorithm)) { set_key(key); }

void Hmac::set_key(const Secret& key) {
  const auto bytes = key.expose();
  if (EVP_MAC_init(context_.get(), data_of(bytes), bytes.size(), nullptr) != 1) {
    throw std::runtime_error("OpenSSL takes no such key");
  }
}

void Hmac::add(ByteView part) {
  if (!part.empty() && EVP_MAC_update(context_.get(), data_of(part), part.size()) != 1) {
    throw std::runtime_error("OpenSSL cannot compute an HMAC");
  }
}

Mac Hmac::finish() {
  const auto mac = mac_of(context_.get());
  restart(context_.get());
  return mac;
}

Hmac& kept_hmac(Digest algorithm, const Secret& key) {
  thread_local std::array<std::optional<Kept>, digests.size()> all;
  auto& kept = all[index_of(algorithm)];
  if (!kept) {
    kept.emplace(key, Hmac(algorithm, key));
  } else if (!equal(kept->key.expose(), key.expose())) {
    kept->hmac.set_key(key);
    kept->key = key;
  }
  return kept->hmac;
}

Bytes hmac(Digest algorithm, const Secret& key, ByteView message) {
  auto& hmac = kept_hmac(algorithm, key);
  hmac.add(message);
  return Bytes(hmac.finish());
}

bool equal(ByteView left, ByteView right) {
  return left.size() == right.size() && CRYPTO_memcmp(left.data(), right.data(), left.size()) == 0;
}

Bytes random_bytes(std::size_t count) {
  Bytes out(count, '\0');
  if (::getentropy(out.data(), count) != 0) {
    throw std::runtime_error("the system gives no random bytes");
  }
  return out;
}

}  // namespace hookctl::crypto
