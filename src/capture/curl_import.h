#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "capture/foreign.h"

namespace hookctl::capture {

/// The bytes of a file that a command line names; the caller decides which may be read.
using ReadNamed = std::function<Result<Bytes>(const std::string& name)>;

/// The requests that curl command lines of a POSIX shell would send, as `captures export --as curl` or a browser writes
/// them: method, URL, headers, data, JSON, user. What curl adds on its own (`User-Agent`, `Accept`) and what it would
/// do besides is named as lost. Commands other than curl are passed over. Errors: an option that is not known, a form
/// (`-F`), a file that cannot be read, something the shell would replace, no curl command at all.
Result<std::vector<Foreign>> from_curl(std::string_view text, const ReadNamed& read_named);

}  // namespace hookctl::capture
