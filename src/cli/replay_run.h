#pragma once

#include <span>

#include "base/result.h"
#include "cli/env.h"
#include "cli/replay_output.h"
#include "cli/settings.h"
#include "flow/idempotency.h"
#include "flow/replay.h"

namespace hookctl::cli {

/// What counts side effects while a replay runs, and how it repeats events on purpose.
struct Proof {
  bool is_suite = false;
  flow::IdempotencyOptions options = {};
  bool expects_delta = false;
};

/// What `--suite`, `--probe`, `--expect-probe-delta` and `--probe-wait` say.
Result<Proof> read_proof(const Settings& settings, Env& env);

/// Replays, or runs the suite, and tells `output` of it. A count that is not as expected is a failure of the run.
Result<flow::ReplaySummary> run_replay(flow::Recordings& recordings, const flow::ReplayOptions& replay,
                                       const Proof& proof, ReplayOutput& output, Env& env);

}  // namespace hookctl::cli
