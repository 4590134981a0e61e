#include "signature/verify.h"

#include <fmt/format.h>

#include <optional>
#include <variant>

#include "crypto/digest.h"
#include "signature/age.h"
#include "signature/input.h"
#include "signature/jwt.h"
#include "signature/mac.h"
#include "signature/received.h"
#include "signature/url.h"

namespace hookctl::signature {
namespace {

Verdict unattempted(Reason reason, std::string detail) {
  return {.state = State::unattempted, .reason = reason, .detail = std::move(detail)};
}

Verdict verified_by(std::size_t key) { return {.state = State::verified, .reason = Reason::valid, .key = key}; }

Filling filling_of(const Keys& keys, const Source& source, const Received& received) {
  return {.source = source, .id = received.id, .timestamp = received.timestamp, .webhook_id = keys.webhook_id};
}

/// A secret's key under a rule; no copy where it is the secret as it stands.
class Key {
 public:
  Key(KeyRule rule, const crypto::Secret& secret) : key_(secret) {
    if (rule != KeyRule::text || secret.empty()) made_ = key_of(rule, secret);
  }

  /// Why the secret cannot be a key; null where it can.
  const Error* problem() const { return made_ && !*made_ ? &made_->error() : nullptr; }
  const crypto::Secret& operator*() const { return made_ ? **made_ : key_; }

 private:
  const crypto::Secret& key_;
  std::optional<Result<crypto::Secret>> made_ = {};
};

/// Whether one of the received signatures is the MAC of the input with one of the URL's spellings. All are compared,
/// whichever matches.
Result<bool> matches(const Scheme& scheme, const InputParts& input, const crypto::Secret& key, Filling filling,
                     const Received& received) {
  bool found = false;
  filling.secret = key.expose();
  for (const auto& url : signed_urls(scheme, input, filling.source.request())) {
    filling.url = url;
    const auto expected = mac_text(scheme, key, input, filling);
    if (!expected) return expected.error();
    for (const auto& given : received.signatures) found |= crypto::equal(*expected, given);
  }
  return found;
}

Verdict match_secrets(const Scheme& scheme, const Keys& keys, const Source& source, const Received& received) {
  const auto input = InputParts::of(scheme.input);
  if (!input) return failed(Reason::header_missing, input.error().message);
  std::optional<std::size_t> matched;
  std::string unusable;
  std::size_t usable = 0;
  for (std::size_t i = 0; i < keys.secrets.size(); ++i) {
    const Key key(scheme.key, keys.secrets[i]);
    if (const auto* problem = key.problem()) {
      unusable = problem->message;
      continue;
    }
    ++usable;
    const auto match = matches(scheme, *input, *key, filling_of(keys, source, received), received);
    if (!match) return failed(Reason::header_missing, match.error().message);
    if (*match && !matched) matched = i;
  }
  if (matched) return verified_by(*matched);
  if (usable == 0) return failed(Reason::key_unusable, unusable);
  return failed(Reason::signature_mismatch, "the signature is not of these bytes and this secret");
}

Verdict match_public_keys(const Scheme& scheme, const Keys& keys, const Source& source, const Received& received) {
  const auto forms = signed_forms(scheme, filling_of(keys, source, received));
  if (!forms) return failed(Reason::header_missing, forms.error().message);
  auto public_keys = keys.public_keys;
  if (public_keys.empty() && keys.private_key) public_keys.push_back(keys.private_key->public_key());
  const auto signing = row_of(scheme.algorithm).signing;
  for (std::size_t i = 0; i < public_keys.size(); ++i) {
    for (const auto& given : received.signatures) {
      const auto signature = decoded(scheme.encoding, given);
      for (const auto& form : *forms) {
        if (public_keys[i].verify(signing, form, signature)) return verified_by(i);
      }
    }
  }
  return failed(Reason::signature_mismatch, "the signature is not of these bytes and this key");
}

Verdict match_token(const Scheme& scheme, const Keys& keys, const Source& source) {
  const auto token = source.only(scheme.signature);
  if (!token) return failed(Reason::header_missing, fmt::format("no {}", name_of(scheme.signature)));
  std::optional<std::size_t> matched;
  for (std::size_t i = 0; i < keys.secrets.size(); ++i) {
    const auto& secret = keys.secrets[i];
    if (!secret.empty() && crypto::equal(secret.expose(), *token) && !matched) matched = i;
  }
  if (!matched) return failed(Reason::signature_mismatch, "the token is not this secret");
  return {.state = State::authenticated,
          .reason = Reason::valid,
          .detail = "a static token matched; nothing is signed",
          .key = matched};
}

/// What a delivery must carry for this scheme to be the one that was used.
std::optional<Verdict> refuse_other_scheme(const Scheme& scheme, const Source& source) {
  const auto& condition = scheme.only_if;
  if (!condition.place.empty()) {
    const auto value = source.only(condition.place);
    if (!value || !value->starts_with(condition.starts_with)) {
      return failed(Reason::header_missing,
                    fmt::format("{} is not {}", name_of(condition.place), condition.starts_with));
    }
  }
  if (scheme.body_hash_query.empty()) return std::nullopt;
  const auto url = url_of(source.request());
  const auto claimed = query_parameter(url, scheme.body_hash_query);
  if (claimed.empty()) return failed(Reason::header_missing, fmt::format("no {} in the URL", scheme.body_hash_query));
  if (crypto::equal(claimed, crypto::sha256_hex(source.request().body))) return std::nullopt;
  return failed(Reason::signature_mismatch,
                fmt::format("{} in the URL is not the hash of this body", scheme.body_hash_query));
}

Verdict match(const Scheme& scheme, const Keys& keys, const Source& source, const Received& received) {
  return is_asymmetric(scheme.algorithm) ? match_public_keys(scheme, keys, source, received)
                                         : match_secrets(scheme, keys, source, received);
}

Verdict verify_signature(const Scheme& scheme, const Keys& keys, const Request& request, Instant now) {
  if (!can_verify(scheme, keys)) {
    return unattempted(Reason::key_unusable, is_asymmetric(scheme.algorithm) ? "no public key" : "no secret");
  }
  if (request.truncated) return failed(Reason::body_truncated, "only a part of the body was captured");
  const Source source(request);
  if (auto verdict = refuse_other_scheme(scheme, source)) return *std::move(verdict);
  const auto family = row_of(scheme.algorithm).family;
  if (family == Family::token) return match_token(scheme, keys, source);
  if (family == Family::jwt) return verify_jwt(scheme, keys, source, now);

  const auto received = read_received(scheme, source);
  if (const auto* verdict = std::get_if<Verdict>(&received)) return *verdict;
  const auto& found = std::get<Received>(received);
  auto verdict = match(scheme, keys, source, found);
  if (verdict.state != State::verified || !found.signed_at) return verdict;
  return judge_age(*found.signed_at, scheme.tolerance, now, std::move(verdict));
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

/// From here on no other scheme is asked: a delivery whose signature is right and too old must not be saved by an
/// older scheme that signs no time.
constexpr int conclusive = 4;

}  // namespace

Verdict verify(const Scheme& scheme, const Keys& keys, const Request& request, Instant now) {
  auto verdict = verify_signature(scheme, keys, request, now);
  verdict.scheme = scheme.name;
  return verdict;
}

Verdict verify(std::span<const Scheme> schemes, const Keys& keys, const Request& request, Instant now) {
  if (schemes.empty()) return unattempted(Reason::scheme_unknown, "nothing is signed");
  auto best = verify(schemes.front(), keys, request, now);
  for (const auto& scheme : schemes.subspan(1)) {
    if (progress(best) >= conclusive) break;
    if (auto verdict = verify(scheme, keys, request, now); progress(verdict) > progress(best))
      best = std::move(verdict);
  }
  return best;
}

}  // namespace hookctl::signature
