#pragma once

#include <openssl/bio.h>

#include "base/fd.h"

namespace hookctl::wire {

/// A non-blocking socket as OpenSSL sees it: no signal on a broken pipe, every error on the session that met it.
/// The socket must outlive it. It belongs to the caller, who gives it to a session.
BIO* make_socket_bio(const Fd& socket);

}  // namespace hookctl::wire
