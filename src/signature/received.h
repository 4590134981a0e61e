#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/clock.h"
#include "signature/place.h"
#include "signature/scheme.h"
#include "signature/verdict.h"

namespace hookctl::signature {

/// At most this many signatures of one request are tried; further ones are ignored.
inline constexpr std::size_t max_signatures = 32;

/// What a request brings along to be checked with.
struct Received {
  std::string id = {};
  std::string timestamp = {};
  std::optional<Instant> signed_at = {};
  std::vector<std::string> signatures = {};  // in the scheme's own spelling, without their prefix; never empty
};

/// A failed verdict.
Verdict failed(Reason reason, std::string detail);

/// Reads id, timestamp and signatures, or says which of them is missing, malformed or ambiguous.
std::variant<Received, Verdict> read_received(const Scheme& scheme, const Source& source);

/// A timestamp in a unit: plain decimal digits without sign, leading zero or anything after them, or RFC 3339.
std::optional<Instant> parse_timestamp(TimeUnit unit, std::string_view text);

/// A point of time as a timestamp in a unit.
std::string timestamp_text(TimeUnit unit, Instant at);

/// A header or a member of the body, as messages name it.
std::string_view name_of(const Place& place);

}  // namespace hookctl::signature
