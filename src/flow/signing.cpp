#include "flow/signing.h"

#include <fmt/format.h>

#include "capture/ulid.h"
#include "crypto/digest.h"
#include "signature/place.h"

namespace hookctl::flow {

Result<const signature::Scheme*> scheme_to_sign(const provider::Provider& row, const signature::Keys& keys) {
  if (row.schemes.empty()) {
    return Error{fmt::format("{} signs nothing", row.name), "send it without --sign and --forge"};
  }
  for (const auto& scheme : row.schemes) {
    if (signature::can_sign(scheme, keys)) return &scheme;
  }
  const auto algorithm = row.schemes.front().algorithm;
  if (signature::is_asymmetric(algorithm)) {
    return Error{fmt::format("no {} private key to sign as {}", signature::row_of(algorithm).name, row.name),
                 "give it with --private-key KEY or @FILE"};
  }
  return Error{fmt::format("no secret to sign as {}", row.name), "give it with --secret-env VAR or --secret-file FILE"};
}

std::string fresh_event_id(Instant at) { return "msg_" + capture::make_ulid(at, crypto::random_bytes(10)); }

signature::Stamp stamp_for(const signature::Scheme& scheme, const Request& request, std::string_view id, Instant now) {
  std::string chosen(id);
  if (chosen.empty() && !scheme.id.empty()) {
    chosen = signature::Source(request).only(scheme.id).value_or("");
    if (chosen.empty()) chosen = fresh_event_id(now);
  }
  return signature::stamp_at(scheme, std::move(chosen), now);
}

}  // namespace hookctl::flow
