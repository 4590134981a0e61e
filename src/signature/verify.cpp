#include "signature/verify.h"

#include <fmt/format.h>

#include <variant>
#include <vector>

#include "crypto/digest.h"
#include "crypto/encoding.h"
#include "signature/input.h"
#include "signature/received.h"

namespace hookctl::signature {
namespace {

Verdict unattempted(Reason reason, std::string detail) {
  return {.state = State::unattempted, .reason = reason, .detail = std::move(detail)};
}

Verdict judge_age(Seconds signed_at, const Tolerance& tolerance, Instant now, Verdict verified) {
  const auto age = std::chrono::floor<Seconds>(now).time_since_epoch() - signed_at;
  if (age > tolerance.past) {
    return failed(Reason::timestamp_too_old,
                  fmt::format("{} s old, {} s allowed", age.count(), tolerance.past.count()));
  }
  if (-age > tolerance.future) {
    return failed(Reason::timestamp_in_future,
                  fmt::format("{} s ahead, {} s allowed", -age.count(), tolerance.future.count()));
  }
  return verified;
}

Verdict match_hmac(const Scheme& scheme, const Keys& keys, const std::vector<std::string_view>& given, ByteView input) {
  std::optional<std::size_t> matched;
  std::string unusable;
  std::size_t usable = 0;
  for (std::size_t i = 0; i < keys.secrets.size(); ++i) {
    const auto key = key_of(scheme.key, keys.secrets[i]);
    if (!key) {
      unusable = key.error().message;
      continue;
    }
    ++usable;
    const auto mac = crypto::hmac(crypto::Digest::sha256, *key, input);
    const auto expected = scheme.encoding == Encoding::hex ? crypto::to_hex(mac) : crypto::to_base64(mac);
    for (const auto text : given) {
      if (crypto::equal(expected, text) && !matched) matched = i;
    }
  }
  if (matched) return {.state = State::verified, .reason = Reason::valid, .key = matched};
  if (usable == 0) return failed(Reason::key_unusable, unusable);
  return failed(Reason::signature_mismatch, "the signature is not of these bytes and this secret");
}

Verdict match_ed25519(const Scheme& scheme, const Keys& keys, const std::vector<std::string_view>& given,
                      ByteView input) {
  auto public_keys = keys.public_keys;
  if (public_keys.empty()) public_keys.push_back(keys.private_key->public_key());
  for (std::size_t i = 0; i < public_keys.size(); ++i) {
    for (const auto text : given) {
      const auto bytes = scheme.encoding == Encoding::hex ? crypto::from_hex(text) : crypto::from_base64(text);
      if (bytes && public_keys[i].verify(input, *bytes)) {
        return {.state = State::verified, .reason = Reason::valid, .key = i};
      }
    }
  }
  return failed(Reason::signature_mismatch, "the signature is not of these bytes and this key");
}

Verdict match_token(const Keys& keys, const std::vector<std::string_view>& values) {
  for (std::size_t i = 0; i < keys.secrets.size(); ++i) {
    const auto secret = keys.secrets[i].expose();
    if (!secret.empty() && values.size() == 1 && crypto::equal(secret, values.front())) {
      return {.state = State::authenticated,
              .reason = Reason::valid,
              .detail = "a static token matched; nothing is signed",
              .key = i};
    }
  }
  return failed(Reason::signature_mismatch, "the token is not this secret");
}

bool has_key(const Scheme& scheme, const Keys& keys) {
  if (scheme.algorithm == Algorithm::ed25519) return !keys.public_keys.empty() || keys.private_key;
  return !keys.secrets.empty();
}

Verdict verify_signature(const Scheme& scheme, const Keys& keys, const Request& request, Instant now) {
  if (!has_key(scheme, keys)) {
    return unattempted(Reason::key_unusable, scheme.algorithm == Algorithm::ed25519 ? "no public key" : "no secret");
  }
  if (request.truncated) return failed(Reason::body_truncated, "only a part of the body was captured");
  const auto values = request.headers.all(scheme.signature_header);
  if (values.empty()) return failed(Reason::header_missing, fmt::format("no {}", scheme.signature_header));
  if (scheme.algorithm == Algorithm::token) return match_token(keys, values);

  const auto received = read_received(scheme, request);
  if (const auto* verdict = std::get_if<Verdict>(&received)) return *verdict;
  const auto& [id, timestamp, signed_at, given] = std::get<Received>(received);
  const auto input = signed_bytes(scheme, id, timestamp, request);
  if (!input) return failed(Reason::header_missing, input.error().message);

  auto verdict = scheme.algorithm == Algorithm::ed25519 ? match_ed25519(scheme, keys, given, *input)
                                                        : match_hmac(scheme, keys, given, *input);
  if (verdict.state != State::verified || !signs_time(scheme)) return verdict;
  return judge_age(signed_at, scheme.tolerance, now, std::move(verdict));
}

/// How far a check came: higher is more telling.
int progress(const Verdict& verdict) {
  if (verdict.state == State::verified || verdict.state == State::authenticated) return 5;
  if (verdict.state == State::unattempted) return 0;
  switch (verdict.reason) {
    case Reason::timestamp_too_old:
    case Reason::timestamp_in_future:
      return 4;
    case Reason::signature_mismatch:
      return 3;
    case Reason::header_missing:
      return 1;
    case Reason::valid:
    case Reason::header_malformed:
    case Reason::timestamp_missing:
    case Reason::timestamp_malformed:
    case Reason::key_unusable:
    case Reason::scheme_unknown:
    case Reason::body_truncated:
      return 2;
  }
  return 0;
}

}  // namespace

Verdict verify(const Scheme& scheme, const Keys& keys, const Request& request, Instant now) {
  auto verdict = verify_signature(scheme, keys, request, now);
  verdict.scheme = scheme.name;
  return verdict;
}

Verdict verify(std::span<const Scheme> schemes, const Keys& keys, const Request& request, Instant now) {
  Verdict best = unattempted(Reason::scheme_unknown, "nothing is signed");
  bool first = true;
  for (const auto& scheme : schemes) {
    auto verdict = verify(scheme, keys, request, now);
    if (first || progress(verdict) > progress(best)) best = std::move(verdict);
    first = false;
  }
  return best;
}

}  // namespace hookctl::signature
