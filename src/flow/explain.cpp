#include "flow/explain.h"

#include <algorithm>
#include <vector>

namespace hookctl::flow {
namespace {

using signature::Reason;

/// What there is to search for. Where the signature is missing, only whose delivery it may be.
enum class Search { none, whole, others };

Search search_for(const signature::Verdict& verdict) {
  if (verdict.state != signature::State::failed) return Search::none;
  switch (verdict.reason) {
    case Reason::signature_mismatch:
    case Reason::header_malformed:
    case Reason::timestamp_malformed:
    case Reason::timestamp_too_old:
    case Reason::timestamp_in_future:
    case Reason::key_unusable:
      return Search::whole;
    case Reason::header_missing:
      return Search::others;
    case Reason::valid:
    case Reason::timestamp_missing:
    case Reason::scheme_unknown:
    case Reason::body_truncated:
      return Search::none;
  }
  return Search::none;
}

std::vector<signature::NamedScheme> schemes_of_others(const provider::Provider& own,
                                                      std::span<const provider::Provider> known) {
  std::vector<signature::NamedScheme> others;
  for (const auto& row : known) {
    if (row.name == own.name) continue;
    for (const auto& scheme : row.schemes) others.push_back({row.name, scheme});
  }
  return others;
}

/// The secrets that were given, but not for this provider.
std::vector<crypto::Secret> secrets_of_others(const Keyring& keys, std::string_view own) {
  std::vector<crypto::Secret> others;
  const auto* used = &keys.of(own);
  const auto add = [&](const signature::Keys& from) {
    if (&from != used) others.insert(others.end(), from.secrets.begin(), from.secrets.end());
  };
  add(keys.common);
  for (const auto& [name, from] : keys.by_provider) add(from);
  return others;
}

/// Where the newline that is missing in a secret is the one that its file had.
void blame_the_file(signature::Cause& cause) {
  const auto& names = signature::newlines_added_to_secret;
  if (std::none_of(names.begin(), names.end(), [&](auto name) { return cause.change.starts_with(name); })) return;
  cause.advice =
      "The newline at the end of the secret's file was dropped here, and the sender signs with it: set its secret "
      "again "
      "without (printf writes none)";
}

}  // namespace

std::optional<signature::Explanation> explain(const Request& request, const Checked& checked, const Check& against,
                                              Instant now, const signature::Bound& bound) {
  if (checked.provider == nullptr) return std::nullopt;
  const auto search = search_for(checked.verdict);
  if (search == Search::none) return std::nullopt;
  const auto others = schemes_of_others(*checked.provider, against.known.rows());
  const auto& keys = against.keys.of(checked.provider->name);
  if (search == Search::others) return signature::explain_missing(others, keys, request, now, bound);
  const auto& schemes = checked.provider->schemes;
  const auto used = std::find_if(schemes.begin(), schemes.end(), [&](const signature::Scheme& scheme) {
    return scheme.name == checked.verdict.scheme;
  });
  if (used == schemes.end()) return std::nullopt;
  auto scheme = *used;
  if (against.tolerance) scheme.tolerance = *against.tolerance;
  const auto secrets = secrets_of_others(against.keys, checked.provider->name);
  auto explanation = signature::explain(scheme, keys, {others, secrets}, request, now, bound);
  if (explanation.cause && against.keys.newline_dropped) blame_the_file(*explanation.cause);
  return explanation;
}

}  // namespace hookctl::flow
