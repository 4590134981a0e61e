#pragma once

#include <optional>

#include "base/clock.h"
#include "signature/cause.h"
#include "signature/scheme.h"

namespace hookctl::signature {

/// What is wrong with the timestamp of a delivery whose signature is right: its unit, a time zone, a clock, its age.
/// Nothing when it is as the scheme says.
std::optional<Cause> explain_time(const Scheme& scheme, std::string_view timestamp, Instant now);

}  // namespace hookctl::signature
