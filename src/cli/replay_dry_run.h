#pragma once

#include "cli/env.h"
#include "flow/recordings.h"
#include "flow/replay_options.h"

namespace hookctl::cli {

enum class DryRunForm { bytes, json };

/// Prints what `replay` would send now, and sends nothing: the exact bytes, or an object with them for each request.
/// Where each goes is said on stderr. A terminal gets them escaped, line by line.
Exit print_dry_run(Env& env, flow::Recordings& recordings, const flow::ReplayOptions& options, DryRunForm form);

}  // namespace hookctl::cli
