#pragma once

#include "cli/commands.h"
#include "cli/env.h"

namespace hookctl::cli {

/// Runs one command line from its words to its exit code.
int run(Env& env);

/// The same with other commands, for tests.
int run(Env& env, Commands commands);

}  // namespace hookctl::cli
