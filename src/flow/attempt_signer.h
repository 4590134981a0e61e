#pragma once

#include <optional>

#include "base/result.h"
#include "flow/simulate_options.h"
#include "signature/sign.h"

namespace hookctl::flow {

/// Signs the attempts of simulated deliveries; leaves them as they are where the provider signs none.
class AttemptSigner {
 public:
  /// Fails when there is no key to sign with. The options outlive it.
  static Result<AttemptSigner> of(const SimulateOptions& options);

  /// The request of an event as it is sent, signed for a time.
  Result<Request> signed_request(const SimulatedEvent& event, Instant at);

 private:
  explicit AttemptSigner(std::optional<signature::Signer> signer) : signer_(std::move(signer)) {}

  std::optional<signature::Signer> signer_;
};

}  // namespace hookctl::flow
