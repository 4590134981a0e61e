#include "signature/mac.h"

#include <array>
#include <utility>

#include "crypto/encoding.h"

namespace hookctl::signature {
namespace {

/// Short parts go into an HMAC together: a call takes as long as hashing them.
class Gathering {
 public:
  explicit Gathering(crypto::Hmac& hmac) : hmac_(hmac) {}

  void add(ByteView part) {
    if (part.size() > bytes_.size() - size_) pass_on();
    if (part.size() > bytes_.size()) return hmac_.add(part);
    size_ += part.copy(bytes_.data() + size_, part.size());
  }
  void pass_on() { hmac_.add({bytes_.data(), std::exchange(size_, 0)}); }

 private:
  crypto::Hmac& hmac_;
  std::array<char, 128> bytes_;
  std::size_t size_ = 0;
};

}  // namespace

Result<crypto::Mac> mac_of(crypto::Hmac& hmac, const InputParts& input, const Filling& filling) {
  Gathering gathering(hmac);
  const auto fed = input.feed(filling, [&](ByteView part) { gathering.add(part); });
  gathering.pass_on();
  const auto mac = hmac.finish();
  if (!fed) return fed.error();
  return mac;
}

std::string mac_text(const Scheme& scheme, const crypto::Secret& key, ByteView input) {
  const auto& row = row_of(scheme.algorithm);
  return encoded(scheme.encoding,
                 row.family == Family::hash ? crypto::digest(row.digest, input) : crypto::hmac(row.digest, key, input));
}

Result<std::string> mac_text(const Scheme& scheme, const crypto::Secret& key, const InputParts& input,
                             const Filling& filling) {
  const auto& row = row_of(scheme.algorithm);
  if (row.family == Family::hash) {
    const auto whole = input.gather(filling);
    if (!whole) return whole.error();
    return encoded(scheme.encoding, crypto::digest(row.digest, *whole));
  }
  const auto mac = mac_of(crypto::kept_hmac(row.digest, key), input, filling);
  if (!mac) return mac.error();
  return encoded(scheme.encoding, *mac);
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
