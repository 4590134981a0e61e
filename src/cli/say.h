#pragma once

#include <string_view>

#include "base/result.h"
#include "cli/env.h"

namespace hookctl::cli {

/// Says on stderr what went wrong and what to do, and yields the exit code of the fault; after a signal, the signal's.
/// Nothing in the message can move the cursor: it is escaped here.
Exit fail(Env& env, const Error& error);

/// `hookctl: warning: …` on stderr.
void warn(Env& env, std::string_view message);

/// `hookctl: …` on stderr.
void note(Env& env, std::string_view message);

}  // namespace hookctl::cli
