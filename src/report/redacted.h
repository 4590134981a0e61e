#pragma once

#include <string>

#include "capture/redact_log.h"

namespace hookctl::report {

/// `{"v":1,"type":"redacted","records":2,"changed":1,"kept":[{"line":3,"problem":"…"}]}` and a newline; `kept` are the
/// lines that could not be read and stay as they were.
std::string redacted_json(const capture::RedactedLog& log);

}  // namespace hookctl::report
