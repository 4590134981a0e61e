#include "signature/mac.h"

#include "crypto/encoding.h"

namespace hookctl::signature {

std::string mac_text(const Scheme& scheme, const crypto::Secret& key, ByteView input) {
  const auto& row = row_of(scheme.algorithm);
  return encoded(scheme.encoding,
                 row.family == Family::hash ? crypto::digest(row.digest, input) : crypto::hmac(row.digest, key, input));
}

void append_encoded(std::string& text, Encoding encoding, ByteView bytes) {
  if (encoding == Encoding::hex) return crypto::append_hex(text, bytes);
  text += crypto::to_base64(bytes);
}

std::string encoded(Encoding encoding, ByteView bytes) {
  std::string text;
  append_encoded(text, encoding, bytes);
  return text;
}

Bytes decoded(Encoding encoding, std::string_view text) {
  return (encoding == Encoding::hex ? crypto::from_hex(text) : crypto::from_base64(text)).value_or(Bytes{});
}

}  // namespace hookctl::signature
