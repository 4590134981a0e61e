#include "forge/jwt.h"

#include <fmt/format.h>

#include "base/json.h"
#include "crypto/digest.h"
#include "crypto/encoding.h"

namespace hookctl::forge {
namespace {

std::string json_value(std::string_view text) {
  const auto parsed = json::parse(text);
  if (parsed && parsed->kind == json::Kind::number) return std::string(text);
  std::string quoted;
  json::append_string(quoted, text);
  return quoted;
}

std::string claims_of(const Genuine& genuine, std::string_view issued_at) {
  const auto hash = crypto::sha256_hex(genuine.request.body);
  if (issued_at.empty()) return fmt::format(R"({{"request_body_sha256":"{}"}})", hash);
  return fmt::format(R"({{"iat":{},"request_body_sha256":"{}"}})", json_value(issued_at), hash);
}

}  // namespace

std::string jwt_issued_at(const Genuine& genuine, std::string_view issued_at) {
  const bool is_p256 = genuine.scheme.algorithm == signature::Algorithm::jwt_es256;
  const auto header = fmt::format(R"({{"alg":"{}","typ":"JWT"}})", is_p256 ? "ES256" : "RS256");
  const auto token = crypto::to_base64url(header) + "." + crypto::to_base64url(claims_of(genuine, issued_at));
  auto signature = genuine.keys.private_key->sign(signature::row_of(genuine.scheme.algorithm).signing, token);
  if (is_p256) signature = crypto::raw_ecdsa(signature);
  return token + "." + crypto::to_base64url(signature);
}

std::string unsigned_jwt(const Genuine& genuine, std::string_view header) {
  return crypto::to_base64url(header) + "." + crypto::to_base64url(claims_of(genuine, genuine.stamp.timestamp));
}

}  // namespace hookctl::forge
