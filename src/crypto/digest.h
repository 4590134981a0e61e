#pragma once

#include <string>

#include "base/bytes.h"
#include "crypto/secret.h"

namespace hookctl::crypto {

enum class Digest { sha1, sha256, sha384, sha512 };

/// The digest's raw bytes.
Bytes digest(Digest algorithm, ByteView message);

/// SHA-256 in lower-case hex.
std::string sha256_hex(ByteView message);

/// HMAC (RFC 2104) of a message, raw bytes. An empty key is the caller's to refuse: OpenSSL would take it.
Bytes hmac(Digest algorithm, const Secret& key, ByteView message);

/// Equality in a time that depends on the lengths alone.
bool equal(ByteView left, ByteView right);

/// Random bytes from the system's generator, fit for keys.
Bytes random_bytes(std::size_t count);

}  // namespace hookctl::crypto
