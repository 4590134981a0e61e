#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "signature/keys.h"
#include "signature/scheme.h"
#include "webhook/request.h"

namespace hookctl::signature {

/// What a signature is made for: which event, and when.
struct Stamp {
  std::string id = {};         // for schemes with an id header
  std::string timestamp = {};  // Unix seconds as text, for schemes with a timestamp header
};

/// The headers that carry a signature of the request: id, timestamp and signature, as far as the scheme has them.
/// A list scheme signs with every secret, the others with the first. Fails when the key material is missing or
/// unusable, when an id is missing, or holds a `.` where `.` separates the signed parts.
Result<Headers> sign(const Scheme& scheme, const Keys& keys, const Request& request, const Stamp& stamp);

/// The request with its signature headers replaced by fresh ones.
Result<Request> signed_request(const Scheme& scheme, const Keys& keys, Request request, const Stamp& stamp);

}  // namespace hookctl::signature
