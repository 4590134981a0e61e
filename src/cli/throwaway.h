#pragma once

#include "base/result.h"
#include "cli/settings.h"
#include "flow/recordings.h"
#include "flow/replay_options.h"

namespace hookctl::cli {

/// What `--serve-jwks` and `--write-jwks` ask for: the keys with which an endpoint can check what this run signs,
/// served while it lasts or written to a file. Without `--private-key` the run signs with a throw-away key of `--seed`.
/// Nothing happens when neither is given. Errors: a scheme with a shared secret, a port, a file that exists.
Result<void> publish_keys(const Settings& settings, flow::Recordings& recordings, flow::ReplayOptions& replay);

}  // namespace hookctl::cli
