#pragma once

#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"
#include "signature/carried.h"
#include "signature/scheme.h"
#include "webhook/request.h"

namespace hookctl::flow {

enum class IdRule { keep, fresh, given };
enum class TimeRule { shifted, keep, given };

/// Which id and time a fresh signature is made for: those it had, new ones, or given ones.
struct Restamp {
  IdRule id_rule = IdRule::keep;
  std::string id = {};
  TimeRule time_rule = TimeRule::shifted;
  Micros shift{0};  // from now
  Instant time = {};
};

/// Reads `keep`, `new` or an id into a rule.
void read_id_rule(std::string_view text, Restamp& restamp);

/// Reads `now`, `keep`, `-10m`, `+10m`, RFC 3339 or Unix seconds into a rule.
Result<void> read_time_rule(std::string_view text, Restamp& restamp);

/// The stamp that the rules say, for a request as it was captured. Fails when a scheme has no room for what was asked,
/// or the capture carries nothing to keep.
Result<signature::Stamp> restamped(const Restamp& restamp, const signature::Scheme& scheme, const Request& captured,
                                   Instant now);

}  // namespace hookctl::flow
