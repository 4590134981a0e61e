#pragma once

#include <string>
#include <vector>

#include "support/program.h"

namespace hookctl::test {

/// Whether this machine lets one process watch the system calls of another.
bool can_trace();

/// The program under `strace -f` with further options. Name its pid by what it says of itself: the process is strace.
Program traced(Program program, const std::vector<std::string>& options);

}  // namespace hookctl::test
