#pragma once

#include <cstddef>
#include <functional>
#include <stop_token>
#include <string>

#include "base/result.h"
#include "flow/attempt.h"
#include "flow/recordings.h"
#include "flow/replay_options.h"

namespace hookctl::flow {

/// Whom a replay tells what it does; attempts as they end.
struct ReplayObserver {
  std::function<void(std::size_t turns)> begins;
  OnAttempt attempt;
  std::function<void(const Skipped&)> skipped;
  std::function<void(const std::string& url)> serves = {};  // a JWK Set, from now on
  std::function<void()> rests = {};                         // when everything that is known has been told
};

struct ReplaySummary {
  int passed = 0;
  int failed = 0;
  int unknown = 0;
  int not_applicable = 0;
  bool control_refused = false;  // the run proves nothing
  bool unreachable = false;      // the endpoint took no connection from the first attempt on
  bool stopped = false;
};

/// Sends captures to an endpoint and judges the answers. Errors: a port that is taken, a capture that cannot be read,
/// edited, signed or rendered; nothing is sent from it on.
Result<ReplaySummary> replay(Recordings& recordings, const ReplayOptions& options, const ReplayObserver& observer,
                             const Clock& clock, const std::stop_token& stop);

}  // namespace hookctl::flow
