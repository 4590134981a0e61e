#pragma once

#include <array>
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

struct MacContextDeleter {
  void operator()(evp_mac_ctx_st* context) const noexcept;
};
using MacContext = std::unique_ptr<evp_mac_ctx_st, MacContextDeleter>;

/// The raw bytes of a MAC, held in place.
struct Mac {
  std::array<char, 64> bytes;
  std::size_t size = 0;

  operator ByteView() const { return {bytes.data(), size}; }
};

/// HMAC of many messages under one key, which is prepared once.
class Hmac {
 public:
  Hmac(Digest algorithm, const Secret& key);

  /// Goes on under another key; the parts taken since the last message are forgotten.
  void set_key(const Secret& key);
  /// Takes a part of a message.
  void add(ByteView part);
  /// The HMAC of the parts taken, one behind the other; the next part begins another message.
  Mac finish();

 private:
  MacContext context_;
};

/// The calling thread's HMAC under a key, which it keeps until it is asked for another or ends. An empty key is the
/// caller's to refuse: OpenSSL would take it.
Hmac& kept_hmac(Digest algorithm, const Secret& key);

/// HMAC (RFC 2104) of a message, raw bytes, by `kept_hmac`.
Bytes hmac(Digest algorithm, const Secret& key, ByteView message);

/// Equality in a time that depends on the lengths alone.
bool equal(ByteView left, ByteView right);

/// At most 256 random bytes from the system's generator, fit for keys.
Bytes random_bytes(std::size_t count);

}  // namespace hookctl::crypto
