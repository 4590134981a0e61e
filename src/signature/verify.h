#pragma once

#include <span>

#include "base/clock.h"
#include "signature/keys.h"
#include "signature/scheme.h"
#include "signature/verdict.h"
#include "webhook/request.h"

namespace hookctl::signature {

/// Checks a request against one scheme. The signature is judged first and the clock last, so `timestamp_too_old` means
/// that everything else is right. Comparisons take constant time; a signature in another spelling than the scheme's
/// (upper-case hex, unpadded base64) is malformed. Two different ids or timestamps are ambiguous and so malformed.
Verdict verify(const Scheme& scheme, const Keys& keys, const Request& request, Instant now);

/// Checks a request against the schemes of one provider and yields the most telling verdict: a scheme that verifies,
/// or whose signature is right and whose time is wrong, ends the search; else the one that came furthest.
Verdict verify(std::span<const Scheme> schemes, const Keys& keys, const Request& request, Instant now);

}  // namespace hookctl::signature
