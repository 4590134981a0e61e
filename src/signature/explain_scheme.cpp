#include <fmt/format.h>

#include "signature/explain.h"
#include "signature/explain_search.h"
#include "signature/verify.h"

/// What the schemes of other providers make of a delivery.
namespace hookctl::signature {
namespace {

std::string name_of(const NamedScheme& other) {
  return other.scheme.name.empty() ? std::string(other.provider)
                                   : fmt::format("{} {}", other.provider, other.scheme.name);
}

/// The change that is none: the delivery verifies as another provider's.
Change verified_as(const NamedScheme& other) {
  return {Class::scheme, fmt::format("verified as {}", name_of(other)),
          fmt::format("This is signed as {} signs; verify it with --provider {}", other.provider, other.provider), 1,
          0};
}

}  // namespace

bool is_right(const Verdict& verdict) {
  return verdict.reason == Reason::valid || verdict.reason == Reason::timestamp_too_old ||
         verdict.reason == Reason::timestamp_in_future;
}

void Search::judge_scheme(const NamedScheme& other) {
  ++tried_[static_cast<std::size_t>(Class::scheme)];
  ++hypotheses_;
  if (is_right(verify(other.scheme, keys_, request_, now_))) {
    auto change = verified_as(other);
    // In the very header of this scheme it is more likely that one rule of it was not followed.
    if (other.scheme.signature == scheme_.signature) change.size = 3;
    offer(change);
    return;
  }
  const auto family = row_of(other.scheme.algorithm).family;
  if (family != Family::mac && family != Family::hash) return;
  const Source source(request_);
  const auto theirs = source.only(other.scheme.id);
  const auto& base = wordings_.front().value;
  const auto time = timestamp_of(other.scheme, source);
  const Wording wording{std::string(input_without_secret(other.scheme)), theirs.value_or(base.id),
                        time.empty() ? base.timestamp : time};
  const Change change{
      Class::scheme, fmt::format("signed as {} signs", name_of(other)),
      fmt::format("The sender follows the rules of {} under this scheme's headers; settle on one of them",
                  other.provider),
      1, 3};
  const auto message = message_of(change, wording);
  for (const auto& secret : keys_.secrets) {
    const auto key = key_of(other.scheme.key, secret);
    const auto own = hashings(other.scheme, {});
    if (key) judge_with(message, {{}, *key}, own.front());
  }
}

void Search::try_schemes(std::span<const NamedScheme> schemes) {
  for (const auto& other : schemes) {
    if (goes_on()) judge_scheme(other);
  }
}

std::optional<Explanation> explain_missing(std::span<const NamedScheme> others, const Keys& keys,
                                           const Request& request, Instant now, const Bound& bound) {
  const auto start = bound.clock.now();
  std::size_t tried = 0;
  for (const auto& other : others) {
    ++tried;
    if (!is_right(verify(other.scheme, keys, request, now))) continue;
    const auto change = verified_as(other);
    return Explanation{.cause = Cause{change.kind, change.name, change.advice},
                       .hypotheses = tried,
                       .took = bound.clock.now() - start};
  }
  return std::nullopt;
}

}  // namespace hookctl::signature
