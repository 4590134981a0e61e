#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "capture/log_reader.h"
#include "capture/redaction.h"

namespace hookctl::capture {

/// What became of the records of a log that was redacted. Damaged lines and records of later versions are `kept` as
/// they were: what they hold is not known.
struct RedactedLog {
  std::size_t records = 0;
  std::size_t changed = 0;
  std::vector<Damage> kept = {};
};

/// Hands the lines of a log to `write` in their order, redacted; those in which nothing changes are the same to the
/// byte, and members that hookctl does not know stay. Fails when the log cannot be read or a line is too long to be,
/// and with the first error of `write`.
Result<RedactedLog> redact_log(const std::string& path, const Redaction& redaction,
                               const std::function<Result<void>(ByteView)>& write);

}  // namespace hookctl::capture
