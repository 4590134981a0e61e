#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "webhook/request.h"

namespace hookctl::wire {

/// The exact bytes of a request: request line, headers in order, empty line, body. No header is added; a body whose
/// framing is `chunked` goes as one chunk, followed by the trailers.
/// Fails when a method, target, version, header name or value would break out of its line.
Result<Bytes> render(const Request& request);

}  // namespace hookctl::wire
