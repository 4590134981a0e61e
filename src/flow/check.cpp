#include "flow/check.h"

#include <fmt/format.h>

#include <vector>

#include "provider/detect.h"
#include "signature/verify.h"

namespace hookctl::flow {
namespace {

signature::Verdict verdict_on(const Request& request, const provider::Provider& row, const Check& against,
                              Instant now) {
  if (row.schemes.empty()) return {.detail = fmt::format("{} signs nothing", row.name)};
  const auto& keys = against.keys.of(row.name);
  if (!against.tolerance) return signature::verify(row.schemes, keys, request, now);
  std::vector<signature::Scheme> schemes(row.schemes.begin(), row.schemes.end());
  for (auto& scheme : schemes) scheme.tolerance = *against.tolerance;
  return signature::verify(schemes, keys, request, now);
}

}  // namespace

Checked check(const Request& request, const Check& against, Instant now) {
  Checked checked{.provider = against.provider};
  if (checked.provider == nullptr) {
    checked.detected = against.known.detect(request);
    if (!checked.detected) return {.verdict = {.detail = "no known provider's headers or body"}};
    checked.provider = checked.detected->provider;
  }
  checked.verdict = verdict_on(request, *checked.provider, against, now);
  checked.verdict.provider = checked.provider->name;
  return checked;
}

std::string Checked::basis() const {
  if (detected) return detected->basis();
  return provider != nullptr ? "named" : "";
}

std::optional<provider::Detected> recognised(const capture::Capture& capture,
                                             std::span<const provider::Provider> known) {
  auto detected = provider::detect(capture.request, known);
  if (detected && detected->provider->name != capture.verdict.provider) detected.reset();
  return detected;
}

}  // namespace hookctl::flow
