#pragma once

#include <functional>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "base/result.h"
#include "capture/capture.h"
#include "flow/attempt.h"
#include "flow/expectation.h"
#include "flow/keyring.h"
#include "forge/forgery.h"
#include "provider/provider.h"
#include "wire/sender.h"

namespace hookctl::flow {

/// Whether captures go out with the signature they came with, or with a fresh one (same id, new timestamp).
enum class Signing { as_was, anew };

struct ReplayOptions {
  wire::Endpoint endpoint;
  Signing signing = Signing::as_was;
  std::vector<const forge::Forgery*> forgeries = {};  // instead of the capture, between two controls
  const provider::Provider* provider = nullptr;       // null: the one of the verdict, else the detected one
  std::span<const provider::Provider> known;          // among these
  Keyring keys = {};
  std::optional<Millis> deadline = {};  // of one attempt; else the provider's, else 30 s
  Expectation expect;
  std::uint64_t seed = 0;
};

/// A forgery that has nothing to change in a capture's scheme.
struct Skipped {
  std::string capture;
  std::string forgery;
  std::string reason;
};

/// Whom a replay tells what it does.
struct ReplayObserver {
  OnAttempt attempt;
  std::function<void(const Skipped&)> skipped;
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

/// Sends captures to an endpoint one after the other and judges the answers. Errors: a capture that cannot be signed or
/// rendered; nothing is sent from it on.
Result<ReplaySummary> replay(std::span<const capture::Capture> captures, const ReplayOptions& options,
                             const ReplayObserver& observer, const Clock& clock, const std::stop_token& stop);

}  // namespace hookctl::flow
