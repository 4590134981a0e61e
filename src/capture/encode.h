#pragma once

#include <limits>
#include <string>

#include "capture/capture.h"

namespace hookctl::capture {

/// Bodies longer than this leave their bytes out of a record for the screen (`"body"` and `"body_b64"` are absent,
/// `size` stays).
struct BodyLimit {
  std::size_t bytes = std::numeric_limits<std::size_t>::max();
};

/// Appends the record as one line of compact JSON, newline included. Bytes never pass through a JSON library:
/// valid UTF-8 is escaped, everything else is base64.
void append_record(std::string& out, const Capture& capture, BodyLimit limit = {});
void append_record(std::string& out, const Outcome& outcome);
void append_record(std::string& out, const Refused& refused);

/// Whether a header's value is a credential that a record must not show (`Authorization`, `Cookie`,
/// `Proxy-Authorization`, `X-Api-Key`, compared without case).
bool is_credential(std::string_view header_name);

}  // namespace hookctl::capture
