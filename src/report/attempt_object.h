#pragma once

#include "flow/attempt.h"
#include "report/json_line.h"

namespace hookctl::report {

/// An attempt as every command prints it; a command may add members of its own.
Json attempt_object(const flow::Attempt& attempt);

}  // namespace hookctl::report
