#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "signature/scheme.h"
#include "webhook/request.h"

namespace hookctl::signature {

/// What a signature is made for: which event, and when. `timestamp` is text in the scheme's unit.
struct Stamp {
  std::string id = {};
  std::string timestamp = {};
};

/// The stamp of an event at a time, in the unit of the scheme.
Stamp stamp_at(const Scheme& scheme, std::string id, Instant at);

/// One value a signature puts into a delivery: in a header, or in a member of the body.
struct Carried {
  Place place;
  std::string value;
};

/// What stands in the delivery before the signature: the scheme's version, the id and the time.
std::vector<Carried> carried_before(const Scheme& scheme, const Request& request, const Stamp& stamp);

/// The request with everything in its place, and with the hash of its body in its URL where the scheme wants it there.
/// Fails where a body has no room for a member.
Result<Request> carrying(const Scheme& scheme, Request request, const std::vector<Carried>& carried);

}  // namespace hookctl::signature
