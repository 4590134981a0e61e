#pragma once

#include <memory>
#include <string>

#include "base/bytes.h"
#include "crypto/secret.h"

struct evp_mac_ctx_st;

namespace hookctl::crypto {

enum class Digest { sha1, sha256, sha384, sha512 };

/// The digest's raw bytes.
Bytes digest(Digest algorithm, ByteView message);

/// SHA-256 in lower-case hex.
std::string sha256_hex(ByteView message);

/// HMAC (RFC 2104) of a message, raw bytes. An empty key is the caller's to refuse: OpenSSL would take it. The calling
/// thread keeps the last key inside OpenSSL until its next call or its end.
Bytes hmac(Digest algorithm, const Secret& key, ByteView message);

struct MacContextDeleter {
  void operator()(evp_mac_ctx_st* context) const noexcept;
};
using MacContext = std::unique_ptr<evp_mac_ctx_st, MacContextDeleter>;

/// HMAC of many messages under one key, which is prepared once.
class Hmac {
 public:
  Hmac(Digest algorithm, const Secret& key);

  /// The same as `hmac` of the message; each message is on its own.
  Bytes of(ByteView message);

 private:
  MacContext context_;
};

/// Equality in a time that depends on the lengths alone.
bool equal(ByteView left, ByteView right);

/// At most 256 random bytes from the system's generator, fit for keys.
Bytes random_bytes(std::size_t count);

}  // namespace hookctl::crypto
