#pragma once

#include <string>

#include "cli/commands.h"
#include "cli/option.h"

namespace hookctl::cli {

/// What `hookctl --help` prints: what hookctl is, its commands, examples, exit codes.
std::string main_help(Commands commands);

/// What `hookctl COMMAND --help` prints.
std::string command_help(const Command& command);

/// What `hookctl captures --help` prints: the commands that begin with that word.
std::string group_help(Commands commands, std::string_view first);

/// `hookctl completion SHELL`.
std::string usage_line(const Command& command);

}  // namespace hookctl::cli
