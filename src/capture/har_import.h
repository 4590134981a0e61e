#pragma once

#include <vector>

#include "base/result.h"
#include "capture/foreign.h"

namespace hookctl::capture {

/// The requests of a HAR file as browsers, mitmproxy and `captures export` write it. Named as lost: bodies that are not
/// in the file or were decoded or re-encoded by the program that wrote it, pseudo-headers of HTTP/2, answers' bodies.
/// Fails on what is no HAR, and on an entry without request or URL.
Result<std::vector<Foreign>> from_har(ByteView text);

}  // namespace hookctl::capture
