#pragma once

#include "base/result.h"
#include "cli/env.h"
#include "cli/settings.h"
#include "flow/asset_server.h"
#include "flow/recordings.h"
#include "flow/replay_options.h"
#include "provider/catalogue.h"

namespace hookctl::cli {

/// The captures and fixtures that the arguments and `--filter` choose, in this order: of logs, HAR and `.http` files,
/// curl command lines and stdin, and of fixtures, whose files are served by `assets`. None is an error.
Result<flow::Recordings> read_recordings(const Settings& settings, Env& env, std::span<const provider::Provider> known,
                                         flow::AssetServer& assets);

/// What the settings say; refers to the catalogue's rows. Combinations that make no sense are errors, and so is an
/// endpoint that is neither private nor allowed.
Result<flow::ReplayOptions> read_replay_options(const Command& command, const Settings& settings, Env& env,
                                                const provider::Catalogue& catalogue);

}  // namespace hookctl::cli
