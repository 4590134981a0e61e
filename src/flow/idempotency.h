#pragma once

#include <functional>
#include <optional>
#include <stop_token>

#include "base/result.h"
#include "flow/probe.h"
#include "flow/repeat_cases.h"
#include "flow/replay.h"

namespace hookctl::flow {

/// How the suite is run, besides what replay says.
struct IdempotencyOptions {
  AtOnce at_once = {};
  std::optional<Probe> probe = {};
  std::int64_t per_event = 1;  // side effects of one event
};

struct IdempotencyObserver {
  std::function<void(const RepeatCase&, const Recorded&)> begins;
  ReplayObserver replay;
  std::function<void(const Probed&)> probed;
};

/// Delivers each capture as events that nobody has seen, each of them repeated in another way, and judges the answers
/// and, where there is a probe, how often the side effect happened. A case whose single delivery is refused ends the
/// capture: then nothing is proven. Errors: what cannot be signed or sent, a probe that fails.
Result<ReplaySummary> prove_idempotency(Recordings& recordings, const ReplayOptions& options,
                                        const IdempotencyOptions& suite, const IdempotencyObserver& observer,
                                        Clock& clock, const std::stop_token& stop);

}  // namespace hookctl::flow
