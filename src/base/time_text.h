#pragma once

#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"

namespace hookctl {

/// RFC 3339 in UTC with microseconds: `2026-11-21T10:04:31.120431Z`.
std::string to_rfc3339(Instant at);

/// The time of day alone, to the millisecond, as shown to people: `10:04:31.120`.
std::string to_clock_time(Instant at);

/// Reads RFC 3339 (`2026-11-21T10:04:31Z`, fractions and offsets allowed) or Unix seconds (`1758798328`).
/// Fails on anything else, naming the accepted forms.
Result<Instant> parse_time(std::string_view text);

/// Whole Unix seconds, as signature timestamps want them.
std::string to_unix_seconds(Instant at);

}  // namespace hookctl
