#pragma once

#include "cli/env.h"
#include "cli/settings.h"
#include "flow/simulate_options.h"
#include "wire/endpoint.h"
#include "wire/loop.h"

namespace hookctl::cli {

/// Fails where a job's webhook is to be lost, late or early and there is no job.
Result<void> check_polling(const Settings& settings);

/// Runs `simulate --poll-url`: a job that can be submitted and asked for, and its webhook.
Exit play_job(Env& env, const Settings& settings, const flow::SimulateOptions& options, const wire::Endpoint& endpoint,
              wire::Loop& loop);

}  // namespace hookctl::cli
