#pragma once

#include <stop_token>
#include <string>

#include "base/bytes.h"
#include "base/result.h"

namespace hookctl::cli {

/// The text of a JWK Set from an https URL, or from http on this machine's loopback. Redirects are not followed, an
/// answer over 1 MiB or later than 10 s is refused, nothing is kept.
Result<Bytes> fetch_jwks(const std::string& url, const std::stop_token& stop);

}  // namespace hookctl::cli
