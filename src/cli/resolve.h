#pragma once

#include "base/result.h"
#include "cli/commands.h"
#include "cli/env.h"
#include "cli/parse_args.h"
#include "cli/settings.h"

namespace hookctl::cli {

/// Reads the files and the environment and resolves every option of the command. Fails on an unknown key, a value of
/// the wrong kind and a word that is none of the option's.
Result<Settings> resolve_settings(const Command& command, const Given& given, const Env& env, Commands commands);

}  // namespace hookctl::cli
