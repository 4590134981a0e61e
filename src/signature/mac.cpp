#include "signature/mac.h"

#include "crypto/encoding.h"

namespace hookctl::signature {

std::string mac_text(const Scheme& scheme, const crypto::Secret& key, ByteView input) {
  const auto& row = row_of(scheme.algorithm);
  return encoded(scheme.encoding,
                 row.family == Family::hash ? crypto::digest(row.digest, input) : crypto::hmac(row.digest, key, input));
}

std::string encoded(Encoding encoding, ByteView bytes) {
  return encoding == Encoding::hex ? crypto::to_hex(bytes) : crypto::to_base64(bytes);
}

Bytes decoded(Encoding encoding, std::string_view text) {
  return (encoding == Encoding::hex ? crypto::from_hex(text) : crypto::from_base64(text)).value_or(Bytes{});
}

}  // namespace hookctl::signature
