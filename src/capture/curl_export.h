#pragma once

#include <string>
#include <string_view>

#include "base/bytes.h"
#include "capture/missing.h"

namespace hookctl::capture {

/// A curl command line (POSIX shell) that sends a request again: its headers in their case and order and none of curl's
/// own, its body from a file, or in the line itself where no file is named. `origin` is where to:
/// `http://127.0.0.1:8787`. Lost are the place of Host, which curl sends first, and trailers.
Exported to_curl(const Capture& capture, std::string_view origin, std::string_view body_file);

/// Whether a body can stand in a command line that people copy: text without zero bytes, not more than 64 KiB.
bool fits_into_line(ByteView body);

}  // namespace hookctl::capture
