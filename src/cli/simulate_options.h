#pragma once

#include <optional>

#include "base/result.h"
#include "capture/capture.h"
#include "cli/env.h"
#include "cli/settings.h"
#include "flow/keyring.h"
#include "flow/own_app.h"
#include "flow/simulate_options.h"
#include "provider/catalogue.h"

namespace hookctl::cli {

/// As whom to deliver, and the capture to deliver if one is named.
struct Deliverer {
  const provider::Provider& row;
  std::optional<capture::Capture> captured = {};
};

/// The provider of `--provider`, `--scheme` or `--profile`, else the sender of CAPTURE, else nobody in particular where
/// the schedule is the user's own. Rows of a profile are added to the catalogue.
Result<Deliverer> read_deliverer(const Settings& settings, provider::Catalogue& catalogue);

/// Where deliveries go: the endpoint of `--to`, or an app of hookctl's own.
struct Target {
  wire::Endpoint endpoint;
  std::optional<flow::OwnApp> own = {};
};

/// Without `--to` a scenario opens its own app on the loop; anything else needs `--to`.
Result<Target> open_target(const Settings& settings, const provider::Provider& row, wire::Loop& loop);

/// Everything else that is delivered and how. The options refer to the row, the schedule's lists and the keyring.
Result<flow::SimulateOptions> read_simulate_options(Env& env, const Settings& settings, const Deliverer& deliverer,
                                                    const retry::Schedule& schedule, const flow::Keyring& keyring,
                                                    const Target& target);

}  // namespace hookctl::cli
