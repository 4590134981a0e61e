#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "capture/decode.h"
#include "capture/line_reader.h"

namespace hookctl::capture {

/// A line that could not be read: line 12, `body does not match its sha256`.
struct Damage {
  std::size_t line;
  std::string what;
};

/// `line 12: body does not match its sha256`.
std::string to_text(const Damage& damage);

/// Everything a capture log holds, outcomes folded into the captures they belong to.
struct Log {
  std::vector<Capture> captures = {};
  std::vector<Refused> refused = {};
  std::vector<Damage> damage = {};  // lines that were skipped; a torn last line among them
};

/// Whether whoever visits wants to see more.
enum class Visit { go_on, enough };

/// Calls `visit` for each line of the file in order, with its record or what is wrong with it, until it has enough;
/// ends with the first error it yields. Streams: a log larger than memory is fine. Empty lines are passed over; a last
/// line without newline counts when it is whole. Fails also when the file cannot be opened or read (usage error, says
/// what to do).
Result<void> visit_lines(const std::string& path,
                         const std::function<Result<Visit>(const Line&, Result<Record>&&)>& visit);

/// Calls `visit` for each record of the file in order, and `damaged` for each line that cannot be read; fails only
/// when the file cannot be opened or read.
Result<void> visit_log(const std::string& path, const std::function<void(Record&&)>& visit,
                       const std::function<void(const Damage&)>& damaged);

/// Reads a whole log.
Result<Log> read_log(const std::string& path);

/// Reads a log and keeps only the captures that are wanted, in memory for those.
Result<Log> read_log(const std::string& path, const std::function<bool(const Capture&)>& wanted);

}  // namespace hookctl::capture
