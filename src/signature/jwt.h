#pragma once

#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "signature/keys.h"
#include "signature/place.h"
#include "signature/verdict.h"

namespace hookctl::signature {

/// Checks the JWT (RFC 7519) of a scheme's header: its algorithm is the scheme's, a key signed it (the one its `kid`
/// names where a key has one), its claim `request_body_sha256` is the body's hash, and `iat` is within tolerance.
Verdict verify_jwt(const Scheme& scheme, const Keys& keys, const Source& source, Instant now);

/// A JWT of a body as of now: `{"alg","typ"}.{"iat","request_body_sha256"}`.
std::string make_jwt(const Scheme& scheme, const crypto::PrivateKey& key, ByteView body, Instant now);

}  // namespace hookctl::signature
