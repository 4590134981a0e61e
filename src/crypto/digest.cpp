#include "crypto/digest.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <array>
#include <cstdint>
#include <stdexcept>

#include "crypto/encoding.h"

namespace hookctl::crypto {
namespace {

const EVP_MD* md_of(Digest algorithm) {
  switch (algorithm) {
    case Digest::sha1:
      return EVP_sha1();
    case Digest::sha256:
      return EVP_sha256();
    case Digest::sha384:
      return EVP_sha384();
    case Digest::sha512:
      return EVP_sha512();
  }
  return nullptr;
}

const std::uint8_t* raw(ByteView bytes) { return reinterpret_cast<const std::uint8_t*>(bytes.data()); }

Bytes taken(const std::array<std::uint8_t, EVP_MAX_MD_SIZE>& buffer, unsigned length) {
  return Bytes(reinterpret_cast<const char*>(buffer.data()), length);
}

}  // namespace

Bytes digest(Digest algorithm, ByteView message) {
  std::array<std::uint8_t, EVP_MAX_MD_SIZE> out;
  unsigned length = 0;
  if (EVP_Digest(message.data(), message.size(), out.data(), &length, md_of(algorithm), nullptr) != 1) {
    throw std::runtime_error("OpenSSL cannot compute a digest");
  }
  return taken(out, length);
}

std::string sha256_hex(ByteView message) { return to_hex(digest(Digest::sha256, message)); }

Bytes hmac(Digest algorithm, const Secret& key, ByteView message) {
  std::array<std::uint8_t, EVP_MAX_MD_SIZE> out;
  unsigned length = 0;
  const auto bytes = key.expose();
  if (!HMAC(md_of(algorithm), bytes.data(), static_cast<int>(bytes.size()), raw(message), message.size(), out.data(),
            &length)) {
    throw std::runtime_error("OpenSSL cannot compute an HMAC");
  }
  return taken(out, length);
}

bool equal(ByteView left, ByteView right) {
  return left.size() == right.size() && CRYPTO_memcmp(left.data(), right.data(), left.size()) == 0;
}

Bytes random_bytes(std::size_t count) {
  Bytes out(count, '\0');
  if (RAND_bytes(reinterpret_cast<std::uint8_t*>(out.data()), static_cast<int>(count)) != 1) {
    throw std::runtime_error("the system gives no random bytes");
  }
  return out;
}

}  // namespace hookctl::crypto
