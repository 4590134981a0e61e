#pragma once

#include <limits>
#include <span>
#include <string>

#include "capture/capture.h"

namespace hookctl::capture {

/// Bodies longer than this leave their bytes out of a record for the screen (`"body"` and `"body_b64"` are absent,
/// `size` and `sha256` stay).
struct BodyLimit {
  std::size_t bytes = std::numeric_limits<std::size_t>::max();
};

/// Appends the record as one line of compact JSON, newline included. Bytes never pass through a JSON library. A body,
/// method or target that is not UTF-8 stands in base64 under its name with `_b64` (`"target_b64"` in place of
/// `"target"`), a header value as `[name, base64, "b64"]`. Notes about the request (peer, verdict, event, names) are
/// text: where one is not UTF-8, its strange bytes are written as `\xNN`.
void append_record(std::string& out, const Capture& capture, BodyLimit limit = {});
void append_record(std::string& out, const Outcome& outcome);
void append_record(std::string& out, const Refused& refused);

/// Whether a header's value is a credential that a record must not show (`Authorization`, `Cookie`,
/// `Proxy-Authorization`, `X-Api-Key`, compared without case).
bool is_credential(std::string_view header_name);

/// Those headers.
std::span<const std::string_view> credentials();

}  // namespace hookctl::capture
