#pragma once

#include <span>
#include <string>

#include "base/bytes.h"
#include "base/clock.h"
#include "base/result.h"
#include "crypto/secret.h"

namespace hookctl::crypto {

/// A certificate that vouches for itself, and its key.
struct SelfSigned {
  Bytes certificate;        // PEM
  Secret key;               // PEM
  std::string fingerprint;  // SHA-256 of the certificate, as browsers and `openssl x509` show it: `AB:CD:…`
};

/// Makes a P-256 key and a certificate for a TLS server of these host names and addresses, and of `localhost`,
/// 127.0.0.1 and ::1. It is valid for 30 days, and for the day before, for senders whose clocks are slow.
/// Fails when a name is neither a host name nor an address.
Result<SelfSigned> self_signed(std::span<const std::string> names, Instant now);

}  // namespace hookctl::crypto
