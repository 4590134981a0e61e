#pragma once

#include <optional>

#include "flow/check.h"
#include "signature/explain.h"

namespace hookctl::flow {

/// Finds the cause of a check that failed; nothing where there is none to find: a delivery that verifies, one without a
/// signature or a key, one of no known provider.
std::optional<signature::Explanation> explain(const Request& request, const Checked& checked, const Check& against,
                                              Instant now, const signature::Bound& bound);

}  // namespace hookctl::flow
