#include "flow/signing.h"

#include <fmt/format.h>

#include "base/time_text.h"
#include "capture/ulid.h"
#include "crypto/digest.h"

namespace hookctl::flow {

Result<const signature::Scheme*> scheme_to_sign(const provider::Provider& row, const signature::Keys& keys) {
  if (row.schemes.empty()) {
    return Error{fmt::format("{} signs nothing", row.name), "send it without --sign and --forge"};
  }
  for (const auto& scheme : row.schemes) {
    const bool asymmetric = scheme.algorithm == signature::Algorithm::ed25519;
    if (asymmetric ? keys.private_key.has_value() : !keys.secrets.empty()) return &scheme;
  }
  if (row.schemes.front().algorithm == signature::Algorithm::ed25519) {
    return Error{fmt::format("no private key to sign as {}", row.name), "give it with --private-key KEY or @FILE"};
  }
  return Error{fmt::format("no secret to sign as {}", row.name), "give it with --secret-env VAR or --secret-file FILE"};
}

std::string fresh_event_id(Instant at) { return "msg_" + capture::make_ulid(at, crypto::random_bytes(10)); }

signature::Stamp stamp_for(const signature::Scheme& scheme, const Request& request, std::string_view id, Instant now) {
  const auto own = request.headers.find(scheme.id_header).value_or("");
  const auto chosen = id.empty() ? own : id;
  return {.id = chosen.empty() ? fresh_event_id(now) : std::string(chosen), .timestamp = to_unix_seconds(now)};
}

}  // namespace hookctl::flow
