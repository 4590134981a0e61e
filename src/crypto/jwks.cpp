#include <fmt/format.h>

#include <array>
#include <optional>

#include "base/json.h"
#include "crypto/encoding.h"
#include "crypto/key.h"

namespace hookctl::crypto {
namespace {

std::string member(const json::Token& jwk, std::string_view pointer) {
  const auto found = json::find(jwk, pointer);
  return found && found->kind == json::Kind::string ? json::text_of(*found) : std::string{};
}

/// The bytes of a base64url member; nothing decodes to no bytes, which no key accepts.
Bytes number(const json::Token& jwk, std::string_view pointer) {
  return from_base64url(member(jwk, pointer)).value_or(Bytes{});
}

/// A kind of JWK that hookctl can use.
struct Form {
  std::string_view kty;
  std::string_view crv;
  Result<PublicKey> (*read)(const json::Token& jwk);
};

constexpr std::array forms{
    Form{"OKP", "Ed25519", [](const json::Token& jwk) { return PublicKey::from_raw(number(jwk, "/x")); }},
    Form{"EC", "P-256",
         [](const json::Token& jwk) { return PublicKey::from_point(number(jwk, "/x"), number(jwk, "/y")); }},
    Form{"RSA", "",
         [](const json::Token& jwk) { return PublicKey::from_modulus(number(jwk, "/n"), number(jwk, "/e")); }},
};

std::string text_member(std::string_view name, std::string_view value) {
  return fmt::format(R"("{}":"{}")", name, value);
}

std::string numbers_of(const PublicKey& key) {
  if (key.fits(Signing::ed25519)) {
    return R"("kty":"OKP","crv":"Ed25519",)" + text_member("x", to_base64url(key.raw()));
  }
  if (key.fits(Signing::ecdsa_p256_sha256)) {
    const auto der = key.spki();
    const auto point = ByteView(der).substr(der.size() - 64);
    return R"("kty":"EC","crv":"P-256",)" + text_member("x", to_base64url(point.substr(0, 32))) + "," +
           text_member("y", to_base64url(point.substr(32)));
  }
  const auto [n, e] = key.modulus_and_exponent();
  return R"("kty":"RSA",)" + text_member("n", to_base64url(n)) + "," + text_member("e", to_base64url(e));
}

}  // namespace

std::string to_jwks(const std::vector<PublicKey>& keys) {
  std::string set;
  for (const auto& key : keys) {
    if (!set.empty()) set += ',';
    set += '{' + numbers_of(key);
    if (!key.id().empty()) {
      set += R"(,"kid":)";
      json::append_string(set, key.id());
    }
    set += '}';
  }
  return R"({"keys":[)" + set + "]}";
}

Result<std::vector<PublicKey>> parse_jwks(ByteView text) {
  const auto root = json::parse(text);
  if (!root) return Error{"cannot read the JWK Set: " + root.error().message, R"(it is a JSON object: {"keys":[…]})"};
  std::vector<PublicKey> keys;
  for (const auto& jwk : json::find_all(*root, "/keys/*")) {
    for (const auto& form : forms) {
      if (member(jwk, "/kty") != form.kty || member(jwk, "/crv") != form.crv) continue;
      auto key = form.read(jwk);
      if (!key) return Error{"a key of the JWK Set is malformed: " + key.error().message, key.error().hint};
      key->set_id(member(jwk, "/kid"));
      keys.push_back(*std::move(key));
    }
  }
  if (keys.empty()) return Error{"the JWK Set holds no key to use", "its keys are Ed25519, P-256 or RSA"};
  return keys;
}

}  // namespace hookctl::crypto
