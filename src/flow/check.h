#pragma once

#include <optional>
#include <span>
#include <string>

#include "base/clock.h"
#include "capture/capture.h"
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
  const provider::Provider* provider = nullptr;     // null: not recognised
  std::optional<provider::Detected> detected = {};  // none: it was named, or not recognised
  signature::Verdict verdict = {};
  std::optional<signature::Explanation> explanation = {};  // none: no cause was searched for

  /// What it was recognised by, in words; empty where it was not.
  std::string basis() const;
};

/// Recognises a delivery and checks its signature as of `now`.
Checked check(const Request& request, const Check& against, Instant now);

/// By what the provider of a capture is recognised; nothing where it was named, or is recognised otherwise now.
std::optional<provider::Detected> recognised(const capture::Capture& capture,
                                             std::span<const provider::Provider> known);

}  // namespace hookctl::flow
