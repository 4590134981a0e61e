#include "signature/keys.h"

#include <algorithm>

#include "crypto/encoding.h"

namespace hookctl::signature {
namespace {

constexpr std::string_view symmetric_prefix = "whsec_";

/// Base64 whose padding may have been left off, as some consoles show secrets.
std::optional<Bytes> decode_secret(ByteView text) {
  Bytes padded(text);
  while (padded.size() % 4 != 0 && padded.find('=') == padded.npos) padded += '=';
  return crypto::from_base64(padded);
}

struct Unpacked {
  ByteView text;
  bool is_base64;
};

Unpacked unpack(KeyRule rule, ByteView secret) {
  const bool prefixed = secret.starts_with(symmetric_prefix);
  const auto rest = prefixed ? secret.substr(symmetric_prefix.size()) : secret;
  switch (rule) {
    case KeyRule::text:
      return {secret, false};
    case KeyRule::text_after_prefix:
      return {rest, false};
    case KeyRule::base64_after_prefix:
      return {rest, true};
    case KeyRule::base64_if_prefixed:
      return {rest, prefixed};
  }
  return {secret, false};
}

}  // namespace

bool can_verify(const Scheme& scheme, const Keys& keys) {
  if (!is_asymmetric(scheme.algorithm)) return !keys.secrets.empty();
  const auto signing = row_of(scheme.algorithm).signing;
  const auto fits = [&](const crypto::PublicKey& key) { return key.fits(signing); };
  return std::any_of(keys.public_keys.begin(), keys.public_keys.end(), fits) || can_sign(scheme, keys);
}

bool can_sign(const Scheme& scheme, const Keys& keys) {
  if (!is_asymmetric(scheme.algorithm)) return !keys.secrets.empty();
  return keys.private_key && keys.private_key->fits(row_of(scheme.algorithm).signing);
}

Result<crypto::Secret> key_of(KeyRule rule, const crypto::Secret& secret) {
  const auto [text, is_base64] = unpack(rule, secret.expose());
  if (text.empty()) return Error{"the secret is empty", "give the secret that the provider shows"};
  if (!is_base64) return crypto::Secret(Bytes(text));
  auto decoded = decode_secret(text);
  if (!decoded || decoded->empty()) {
    return Error{"the secret is not base64", "copy it whole: whsec_ and what follows it"};
  }
  return crypto::Secret(*std::move(decoded));
}

}  // namespace hookctl::signature
