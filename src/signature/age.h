#pragma once

#include "base/clock.h"
#include "signature/scheme.h"
#include "signature/verdict.h"

namespace hookctl::signature {

/// The verdict that is due for a signature that is right in itself: `verified` as it is, or too old, or in the future.
Verdict judge_age(Instant signed_at, const Tolerance& tolerance, Instant now, Verdict verified);

}  // namespace hookctl::signature
