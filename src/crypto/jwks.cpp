#include "base/json.h"
#include "crypto/encoding.h"
#include "crypto/key.h"

namespace hookctl::crypto {
namespace {

bool member_is(const json::Token& object, std::string_view pointer, std::string_view expected) {
  const auto member = json::find(object, pointer);
  return member && member->kind == json::Kind::string && json::text_of(*member) == expected;
}

}  // namespace

Result<std::vector<PublicKey>> parse_jwks(ByteView text) {
  const auto root = json::parse(text);
  if (!root) return Error{"cannot read the JWK Set: " + root.error().message, R"(it is a JSON object: {"keys":[…]})"};
  std::vector<PublicKey> keys;
  for (const auto& jwk : json::find_all(*root, "/keys/*")) {
    if (!member_is(jwk, "/kty", "OKP") || !member_is(jwk, "/crv", "Ed25519")) continue;
    const auto x = json::find(jwk, "/x");
    const auto raw = x ? from_base64url(json::text_of(*x)) : std::nullopt;
    if (!raw) return Error{"a key of the JWK Set has no usable 'x'", "'x' is the 32-byte key in base64url"};
    auto key = PublicKey::from_raw(*raw);
    if (!key) return key.error();
    keys.push_back(*std::move(key));
  }
  if (keys.empty())
    return Error{"the JWK Set holds no Ed25519 key", R"(its keys have "kty":"OKP" and "crv":"Ed25519")"};
  return keys;
}

}  // namespace hookctl::crypto
