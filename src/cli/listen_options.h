#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/result.h"
#include "cli/env.h"
#include "cli/settings.h"
#include "flow/listen_options.h"
#include "inspector/reach.h"
#include "provider/catalogue.h"

namespace hookctl::cli {

/// What `listen` shall do, and the fingerprint of the certificate that was made for it; empty where none was.
struct ListenPlan {
  flow::ListenOptions options;
  std::string fingerprint = {};
  std::optional<std::uint16_t> inspect_port = {};  // of the inspector; none: there is none
  inspector::Reach reach = {};                     // of the inspector, too
  std::string inspector = {};                      // its address, once it is there
};

/// What the settings say; refers to the catalogue's rows. Combinations that make no sense are errors.
Result<ListenPlan> read_listen_plan(const Command& command, const Settings& settings, Env& env,
                                    const provider::Catalogue& catalogue);

}  // namespace hookctl::cli
