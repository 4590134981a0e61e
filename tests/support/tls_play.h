#pragma once

#include "support/certificate.h"
#include "support/scripted_server.h"

namespace hookctl::test {

Play tls_reply(Identity identity, Bytes answer);    // over TLS: reads the request, then answers
Play tls_cut_off(Identity identity, Bytes answer);  // the same, but closes without TLS's own close
Play tls_server_name(Identity identity);            // answers with the host name the client asked for
Play tls_1_1(Identity identity);                    // knows no newer version of TLS

}  // namespace hookctl::test
