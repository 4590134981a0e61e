#pragma once

#include <openssl/ssl.h>

#include "base/result.h"
#include "crypto/openssl.h"
#include "wire/receiver.h"

namespace hookctl::wire {

using TlsContext = crypto::Handle<SSL_CTX, SSL_CTX_free>;

/// What all TLS connections of a receiver share. Fails when the identity's texts are no certificates, no key, or do not
/// belong together.
Result<TlsContext> make_tls_context(const TlsIdentity& identity);

}  // namespace hookctl::wire
