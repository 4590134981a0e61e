#pragma once

#include <vector>

#include "base/result.h"
#include "capture/foreign.h"

namespace hookctl::capture {

/// The requests of a `.http` file: one raw request, or several between lines that begin with `###`, as editors' REST
/// clients write them. A request line is `METHOD URL [HTTP/1.1]`, or a URL for GET. Lines may end in LF. A body goes as
/// far as its chunks or `Content-Length` say, else to the next `###` or the end, without the line ends before it. `{{name}}` is
/// replaced where the file defines `@name = value`. Named as lost: bodies from other files, scripts, variables that are
/// not defined. Fails on a request line that is none, and when there is no request.
Result<std::vector<Foreign>> from_http(ByteView text);

}  // namespace hookctl::capture
