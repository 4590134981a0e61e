#pragma once

#include <sys/types.h>

#include "support/descriptor.h"
#include "support/program.h"

namespace hookctl::test {

/// A started program and our ends of its streams, none of which blocks. Streams on the terminal share its descriptor:
/// `out` has it for reading, `in` for writing; `err` is empty unless it alone is on the terminal.
struct Spawned {
  pid_t pid = -1;
  Descriptor ended = {};  // becomes readable when the program has ended
  Descriptor in = {};
  Descriptor out = {};
  Descriptor err = {};
};

/// Starts a program in a process group of its own. Throws `std::system_error` when that cannot be done.
Spawned spawn(const Program& program);

}  // namespace hookctl::test
