#pragma once

#include <string_view>
#include <variant>
#include <vector>

#include "base/clock.h"
#include "signature/scheme.h"
#include "signature/verdict.h"
#include "webhook/request.h"

namespace hookctl::signature {

/// At most this many signatures of one request are tried; further ones are ignored.
inline constexpr std::size_t max_signatures = 32;

/// What a request brings along to be checked with; views into the request.
struct Received {
  std::string_view id = {};
  std::string_view timestamp = {};
  Seconds signed_at{0};
  std::vector<std::string_view> signatures = {};  // in the scheme's own spelling, without their prefix; never empty
};

/// A failed verdict.
Verdict failed(Reason reason, std::string detail);

/// Reads id, timestamp and signatures out of the headers, or says which of them is missing, malformed or ambiguous.
std::variant<Received, Verdict> read_received(const Scheme& scheme, const Request& request);

}  // namespace hookctl::signature
