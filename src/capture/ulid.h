#pragma once

#include <string>

#include "base/clock.h"

namespace hookctl::capture {

/// A new ULID: 48 bits of milliseconds and 80 random bits in Crockford's base 32, 26 characters. `random` is 10 bytes.
std::string make_ulid(Instant at, std::string_view random);

}  // namespace hookctl::capture
