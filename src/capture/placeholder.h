#pragma once

#include <string>

#include "base/bytes.h"
#include "crypto/secret.h"

namespace hookctl::capture {

/// What stands in a record in place of values that must not: `redacted-3f9a1c04d2b7`. Equal values get equal
/// placeholders as long as the key is the same, so they stay recognisable; without the key nobody can try out which
/// value it was (HMAC-SHA256, cut to 48 bits).
class Placeholders {
 public:
  /// The key should be 32 random bytes.
  explicit Placeholders(crypto::Secret key) : key_(std::move(key)) {}

  std::string of(ByteView value) const;

 private:
  crypto::Secret key_;
};

/// Whether a value is a placeholder, which is never replaced again.
bool is_placeholder(ByteView value);

}  // namespace hookctl::capture
