#pragma once

#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "signature/keys.h"
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

/// Everything that carries a signature of the request: the scheme's version, id, timestamp and at last the signature,
/// as far as the scheme has them. A body's hash that belongs into the URL is signed as if it were there.
/// Layouts with room for several sign with every secret, the others with the first. Fails when the key material is
/// missing or unusable, when an id is missing, or holds a `.` where `.` separates the signed parts.
Result<std::vector<Carried>> sign(const Scheme& scheme, const Keys& keys, const Request& request, const Stamp& stamp);

/// The bytes that such a signature is of.
Result<Bytes> input_to_sign(const Scheme& scheme, const Keys& keys, const Request& request, const Stamp& stamp);

/// The request with its signature headers, or members of its body, replaced by fresh ones, and the body's hash in its
/// URL where the scheme wants it there.
Result<Request> signed_request(const Scheme& scheme, const Keys& keys, Request request, const Stamp& stamp);

}  // namespace hookctl::signature
