#pragma once

#include "cli/env.h"
#include "cli/settings.h"

namespace hookctl::cli {

/// Whether this stream gets colours: `--color always|never` decides; on `auto` NO_COLOR says no, CLICOLOR_FORCE yes,
/// and otherwise it is whether the stream is a terminal that is not `dumb`.
bool use_color(const Settings& settings, const Env& env, const Output& stream);

}  // namespace hookctl::cli
