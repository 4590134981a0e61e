#pragma once

#include <optional>
#include <string>

#include "base/clock.h"
#include "flow/keyring.h"
#include "provider/detect.h"
#include "provider/provider.h"
#include "signature/cause.h"
#include "signature/verdict.h"
#include "webhook/request.h"

namespace hookctl::flow {

/// What a delivery is checked against: a provider, or null to detect it among the known ones; keys; and how old it may
/// be, where the provider's own tolerance is not meant.
struct Check {
  const provider::Provider* provider = nullptr;
  const provider::Detector& known;
  const Keyring& keys;
  std::optional<signature::Tolerance> tolerance = {};
};

/// What was found about a delivery.
struct Checked {
  const provider::Provider* provider = nullptr;  // null: not recognised
  std::string basis = {};                        // what it was recognised by
  signature::Verdict verdict = {};
  std::optional<signature::Explanation> explanation = {};  // none: no cause was searched for
};

/// Recognises a delivery and checks its signature as of `now`.
Checked check(const Request& request, const Check& against, Instant now);

}  // namespace hookctl::flow
