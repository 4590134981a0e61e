#pragma once

#include "cli/env.h"
#include "cli/settings.h"
#include "provider/catalogue.h"

namespace hookctl::cli {

/// `replay --forge list`: prints every forgery; with `--provider`, whether it applies and why not.
Exit print_forgeries(Env& env, const Settings& settings, const provider::Catalogue& catalogue);

}  // namespace hookctl::cli
