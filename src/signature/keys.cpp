#include "signature/keys.h"

#include "crypto/encoding.h"

namespace hookctl::signature {
namespace {

constexpr std::string_view symmetric_prefix = "whsec_";

ByteView without_prefix(ByteView secret) {
  return secret.starts_with(symmetric_prefix) ? secret.substr(symmetric_prefix.size()) : secret;
}

/// Base64 whose padding may have been left off, as some consoles show secrets.
std::optional<Bytes> decode_secret(ByteView text) {
  Bytes padded(text);
  while (padded.size() % 4 != 0 && padded.find('=') == padded.npos) padded += '=';
  return crypto::from_base64(padded);
}

}  // namespace

Result<crypto::Secret> key_of(KeyRule rule, const crypto::Secret& secret) {
  const auto text = rule == KeyRule::text ? secret.expose() : without_prefix(secret.expose());
  if (text.empty()) return Error{"the secret is empty", "give the secret that the provider shows"};
  if (rule != KeyRule::base64_after_prefix) return crypto::Secret(Bytes(text));
  auto decoded = decode_secret(text);
  if (!decoded || decoded->empty()) {
    return Error{"the secret is not base64", "copy it whole: whsec_ and what follows it"};
  }
  return crypto::Secret(*std::move(decoded));
}

}  // namespace hookctl::signature
