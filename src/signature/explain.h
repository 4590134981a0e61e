#pragma once

#include <optional>
#include <span>
#include <stop_token>
#include <string>

#include "base/clock.h"
#include "signature/cause.h"
#include "signature/keys.h"
#include "signature/scheme.h"
#include "webhook/request.h"

namespace hookctl::signature {

/// A scheme of another provider.
struct NamedScheme {
  std::string_view provider;
  Scheme scheme;
};

/// What else is at hand: the schemes of other providers, and secrets that were given for them.
struct Suspects {
  std::span<const NamedScheme> schemes = {};
  std::span<const crypto::Secret> secrets = {};
};

/// When a search gives up: after so long by this clock, or when asked to stop.
struct Bound {
  const Clock& clock;
  std::stop_token stop;
  Millis budget;
};

/// Bodies up to this size are searched for two changes at once, larger ones for one.
inline constexpr std::size_t largest_for_pairs = 64 * 1024;

/// Finds why the signature of a request does not verify: tries named changes one at a time, then two, and yields the
/// smallest with which the signature comes out as it was received. A cause is therefore proven, never guessed.
Explanation explain(const Scheme& scheme, const Keys& keys, const Suspects& suspects, const Request& request,
                    Instant now, const Bound& bound);

/// Finds whose a delivery is that lacks the signature it is checked for: the other provider's scheme under which it
/// verifies as it is. Nothing when there is none.
std::optional<Explanation> explain_missing(std::span<const NamedScheme> others, const Keys& keys,
                                           const Request& request, Instant now, const Bound& bound);

}  // namespace hookctl::signature
