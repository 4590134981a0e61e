#pragma once

#include "base/result.h"
#include "cli/commands.h"
#include "cli/project_file.h"

namespace hookctl::cli {

/// Whether every key of the file is an option or a command that exists and has a value of its kind. `command` is the
/// one that runs: where commands differ, its own option decides. A secret in the file is refused.
Result<void> check_keys(const ProjectFile& file, const Command& command, Commands commands);

}  // namespace hookctl::cli
