#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "base/result.h"
#include "flow/attempt.h"
#include "provider/provider.h"
#include "retry/deliver.h"
#include "signature/keys.h"
#include "wire/sender.h"

namespace hookctl::flow {

/// One delivery to make as a provider makes it.
struct SimulateOptions {
  const provider::Provider& provider;
  wire::Endpoint endpoint;
  retry::Schedule schedule;  // the provider's own, or another
  const signature::Keys& keys;
  Request request;         // unsigned
  std::string id;          // of the event, the same on every attempt
  std::uint64_t seed = 0;  // draws the jitter
};

/// How a simulated delivery ended; no `finish` means it was stopped.
struct SimulateSummary {
  std::vector<Attempt> attempts = {};
  std::optional<retry::Finish> finish = {};
};

/// A provider's request with this body: its content type and its further headers.
Request request_of(const provider::Provider& provider, Bytes body);

/// The request of a provider's sample with a fresh id in every place where the sample has its own, and the time of now
/// where it says when it happened. `event` names the sample.
Result<Request> sample_request(const provider::Provider& provider, std::string_view event, std::string_view id,
                               Instant now);

/// Delivers by the provider's schedule. `schedule_clock` is the one that waits and may run fast; signatures always
/// carry the time of `real`. Errors: what cannot be signed or sent at all.
Result<SimulateSummary> simulate(const SimulateOptions& options, const OnAttempt& on_attempt, Clock& schedule_clock,
                                 const Clock& real, const std::stop_token& stop);

/// An attempt as a schedule foresees it when every answer is a failure.
struct Planned {
  int number;
  Micros at;
  Micros delay;
};

/// The timetable of a schedule when no answer ever comes: attempts take no time, jitter is not applied.
std::vector<Planned> plan(const retry::Schedule& schedule);

}  // namespace hookctl::flow
