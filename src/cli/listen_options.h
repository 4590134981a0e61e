#pragma once

#include "base/result.h"
#include "cli/env.h"
#include "cli/settings.h"
#include "flow/listen_options.h"
#include "provider/catalogue.h"

namespace hookctl::cli {

/// What the settings say `listen` shall do; refers to the catalogue's rows. Combinations that make no sense are errors.
Result<flow::ListenOptions> read_listen_options(const Command& command, const Settings& settings, Env& env,
                                                const provider::Catalogue& catalogue);

}  // namespace hookctl::cli
