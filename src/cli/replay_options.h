#pragma once

#include <vector>

#include "base/result.h"
#include "cli/env.h"
#include "cli/settings.h"
#include "flow/asset_server.h"
#include "flow/replay_options.h"
#include "provider/catalogue.h"

namespace hookctl::cli {

/// The captures and fixtures that the arguments and `--filter` choose, in this order; what fixtures point to is served
/// by `assets`. None is an error.
Result<std::vector<flow::Recorded>> read_recorded(const Settings& settings, const Env& env, flow::AssetServer& assets);

/// What the settings say; refers to the catalogue's rows. Combinations that make no sense are errors, and so is an
/// endpoint that is neither private nor allowed.
Result<flow::ReplayOptions> read_replay_options(const Command& command, const Settings& settings, Env& env,
                                                const provider::Catalogue& catalogue);

}  // namespace hookctl::cli
