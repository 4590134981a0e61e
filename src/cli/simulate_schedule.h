#pragma once

#include <vector>

#include "base/result.h"
#include "cli/settings.h"
#include "provider/catalogue.h"
#include "retry/timing.h"

namespace hookctl::cli {

/// The lists that a schedule read from options points to.
struct ScheduleLists {
  std::vector<Millis> delays = {};
  retry::Triggers triggers = {};
  std::vector<retry::StatusRange> permanent = {};
};

/// The rows of `--profile`, defined on top of what the catalogue knows; the name of its row when it has just one.
Result<std::string> read_profile(const Settings& settings, provider::Catalogue& catalogue);

/// The provider's schedule with what `--schedule`, `--scenario`, `--retries`, `--retry-on`, `--stop-on` and `--ack`
/// put in its place. It points to `lists` and to the row.
Result<retry::Schedule> read_schedule(const Settings& settings, const provider::Provider& row, ScheduleLists& lists);

}  // namespace hookctl::cli
