#pragma once

#include <string>
#include <string_view>

#include "capture/missing.h"

namespace hookctl::capture {

/// A curl command line (POSIX shell) that sends a request again: its headers in their case and order and none of curl's
/// own, its body from a file. `origin` is where to: `http://127.0.0.1:8787`. Nothing names the body's file where there
/// is no body. Lost are the place of Host, which curl sends first, and trailers.
Exported to_curl(const Capture& capture, std::string_view origin, std::string_view body_file);

}  // namespace hookctl::capture
