#pragma once

#include <cstdint>
#include <string>

#include "base/bytes.h"
#include "base/clock.h"

namespace hookctl::capture {

/// A new ULID: 48 bits of milliseconds and 80 random bits in Crockford's base 32, 26 characters. `random` is 10 bytes.
std::string make_ulid(Instant at, std::string_view random);

/// Ids that sort in the order in which they were made, also within a millisecond: there each is the one before plus
/// one, and only the first is random.
class Ulids {
 public:
  std::string next(Instant at);

 private:
  std::int64_t millis_ = -1;
  Bytes random_;
};

}  // namespace hookctl::capture
