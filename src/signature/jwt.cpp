#include "signature/jwt.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "base/time_text.h"
#include "crypto/encoding.h"
#include "signature/age.h"
#include "signature/received.h"

namespace hookctl::signature {
namespace {

constexpr std::string_view body_claim = "/request_body_sha256";

std::string_view jose_name(Algorithm algorithm) { return algorithm == Algorithm::jwt_es256 ? "ES256" : "RS256"; }

/// A compact JWT taken apart: what was signed, the signature, and the two JSON texts.
struct Jwt {
  std::string_view signed_part;
  Bytes signature;
  Bytes header;
  Bytes claims;
};

std::optional<Jwt> take_apart(std::string_view token) {
  const auto parts = split(token, '.');
  if (parts.size() != 3) return std::nullopt;
  auto header = crypto::from_base64url(parts[0]);
  auto claims = crypto::from_base64url(parts[1]);
  auto signature = crypto::from_base64url(parts[2]);
  if (!header || !claims || !signature || !json::parse(*header) || !json::parse(*claims)) return std::nullopt;
  return Jwt{token.substr(0, parts[0].size() + 1 + parts[1].size()), *std::move(signature), *std::move(header),
             *std::move(claims)};
}

std::string member(ByteView document, std::string_view pointer) {
  const auto found = json::find(*json::parse(document), pointer);
  return found ? json::text_of(*found) : std::string{};
}

/// Which key signed the token, counted among all given keys.
std::optional<std::size_t> signing_key(const Scheme& scheme, const Keys& keys, const Jwt& jwt) {
  auto candidates = keys.public_keys;
  if (candidates.empty() && keys.private_key) candidates.push_back(keys.private_key->public_key());
  const auto wanted = member(jwt.header, "/kid");
  const auto signature = scheme.algorithm == Algorithm::jwt_es256 ? crypto::der_ecdsa(jwt.signature) : jwt.signature;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const auto& key = candidates[i];
    if (!key.id().empty() && !wanted.empty() && key.id() != wanted) continue;
    if (key.verify(row_of(scheme.algorithm).signing, jwt.signed_part, signature)) return i;
  }
  return std::nullopt;
}

}  // namespace

Verdict verify_jwt(const Scheme& scheme, const Keys& keys, const Source& source, Instant now) {
  const auto values = source.values(scheme.signature);
  if (values.empty()) return failed(Reason::header_missing, fmt::format("no {}", name_of(scheme.signature)));
  if (values.size() > 1)
    return failed(Reason::header_malformed, fmt::format("{} is there twice", name_of(scheme.signature)));
  const auto jwt = take_apart(values.front());
  if (!jwt) return failed(Reason::header_malformed, "a JWT of three base64url parts is expected");
  if (member(jwt->header, "/alg") != jose_name(scheme.algorithm)) {
    return failed(Reason::header_malformed, fmt::format("the JWT's algorithm is not {}", jose_name(scheme.algorithm)));
  }
  const auto key = signing_key(scheme, keys, *jwt);
  if (!key) return failed(Reason::signature_mismatch, "no given key signed the JWT");
  const auto claimed = member(jwt->claims, body_claim);
  if (!claimed.empty() && !crypto::equal(claimed, crypto::sha256_hex(source.request().body))) {
    return failed(Reason::signature_mismatch, "the JWT is genuine and of another body");
  }
  if (claimed.empty() && scheme.input.find("{sha256}") != scheme.input.npos) {
    return failed(Reason::header_malformed, "the JWT claims no request_body_sha256");
  }
  const auto signed_at = parse_timestamp(TimeUnit::seconds, member(jwt->claims, "/iat"));
  if (!signed_at) return failed(Reason::timestamp_missing, "the JWT has no iat");
  return judge_age(*signed_at, scheme.tolerance, now, {.state = State::verified, .reason = Reason::valid, .key = key});
}

std::string make_jwt(const Scheme& scheme, const crypto::PrivateKey& key, ByteView body, Instant now) {
  const auto header = fmt::format(R"({{"alg":"{}","typ":"JWT"}})", jose_name(scheme.algorithm));
  const auto claims =
      fmt::format(R"({{"iat":{},"request_body_sha256":"{}"}})", to_unix_seconds(now), crypto::sha256_hex(body));
  auto token = crypto::to_base64url(header) + "." + crypto::to_base64url(claims);
  auto signature = key.sign(row_of(scheme.algorithm).signing, token);
  if (scheme.algorithm == Algorithm::jwt_es256) signature = crypto::raw_ecdsa(signature);
  return token + "." + crypto::to_base64url(signature);
}

}  // namespace hookctl::signature
