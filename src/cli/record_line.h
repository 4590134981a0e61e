#pragma once

#include <string>

#include "capture/encode.h"

namespace hookctl::cli {

/// In listings a record's body is left out.
inline constexpr capture::BodyLimit no_body{0};
/// Bodies over this leave their bytes out of the `--json` stream; the log has them.
inline constexpr capture::BodyLimit shown_body{64 * 1024};

/// A record as a line of JSON for the screen.
inline std::string record_line(const capture::Capture& capture, capture::BodyLimit limit) {
  std::string line;
  capture::append_record(line, capture, limit);
  return line;
}

/// The same of records without such a body.
template <typename Record>
std::string record_line(const Record& record) {
  std::string line;
  capture::append_record(line, record);
  return line;
}

}  // namespace hookctl::cli
