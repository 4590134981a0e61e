#include "flow/attempt_signer.h"

#include "flow/signing.h"

namespace hookctl::flow {

Result<AttemptSigner> AttemptSigner::of(const SimulateOptions& options) {
  if (options.provider.schemes.empty()) return AttemptSigner(std::nullopt);
  const auto scheme = scheme_to_sign(options.provider, options.keys);
  if (!scheme) return scheme.error();
  auto signer = signature::Signer::of(**scheme, options.keys);
  if (!signer) return signer.error();
  return AttemptSigner(*std::move(signer));
}

Result<Request> AttemptSigner::signed_request(const SimulatedEvent& event, Instant at) {
  if (!signer_) return event.request;
  const auto stamp = stamp_for(signer_->scheme(), event.request, event.id, at);
  auto request = signer_->signed_request(event.request, stamp);
  // A signature that is a member of the body changes its length.
  if (request && request->headers.find("Content-Length") && request->body.size() != event.request.body.size()) {
    request->headers.set("Content-Length", std::to_string(request->body.size()));
  }
  return request;
}

}  // namespace hookctl::flow
