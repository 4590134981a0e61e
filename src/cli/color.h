#pragma once

#include "cli/env.h"
#include "cli/settings.h"
#include "report/ink.h"

namespace hookctl::cli {

/// Whether this stream gets colours: `--color always|never` decides; on `auto` NO_COLOR says no, CLICOLOR_FORCE yes,
/// and otherwise it is whether the stream is a terminal that is not `dumb`.
report::Colour colour_of(const Settings& settings, const Env& env, const Output& stream);

}  // namespace hookctl::cli
