#pragma once

#include <string_view>

#include "base/result.h"
#include "signature/scheme.h"
#include "webhook/request.h"

namespace hookctl::signature {

/// The bytes a scheme signs: its input with every placeholder filled from the id, the timestamp and the request.
/// Fails when a `{header:NAME}` is not there, or is there twice.
Result<Bytes> signed_bytes(const Scheme& scheme, std::string_view id, std::string_view timestamp,
                           const Request& request);

}  // namespace hookctl::signature
