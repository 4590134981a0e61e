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
  Checked checked{.provider = against.provider, .basis = "named"};
  if (checked.provider == nullptr) {
    auto detected = against.known.detect(request);
    if (!detected) return {.verdict = {.detail = "no known provider's headers or body"}};
    checked.provider = detected->provider;
    checked.basis = std::move(detected->basis);
  }
  checked.verdict = verdict_on(request, *checked.provider, against, now);
  checked.verdict.provider = checked.provider->name;
  return checked;
}

}  // namespace hookctl::flow
