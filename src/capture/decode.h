#pragma once

#include <variant>

#include "base/result.h"
#include "capture/capture.h"

namespace hookctl::capture {

/// A line of a log that carries nothing hookctl knows: a record type of a later version.
struct Unknown {
  std::string type;
};

using Record = std::variant<Capture, Outcome, Refused, Unknown>;

/// Reads one line of a capture log (with or without its newline). Unknown members are ignored; the body's length and
/// hash are checked; a record that is not JSON, lacks a member or fails its hash is an error that says which.
Result<Record> decode_record(ByteView line);

}  // namespace hookctl::capture
