#pragma once

#include <optional>
#include <string_view>

#include "base/clock.h"

namespace hookctl::retry {

/// How long the value of a `Retry-After` header asks to wait, as of `now` (RFC 9110 §10.2.3): `120`, also `1.5` rounded
/// up to whole seconds as Svix does, or `Fri, 31 Dec 1999 23:59:59 GMT` and the two older forms of a date. A date that
/// has passed asks for nothing; what cannot be read is nothing.
std::optional<Millis> parse_retry_after(std::string_view value, Instant now);

}  // namespace hookctl::retry
