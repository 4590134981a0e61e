#pragma once

#include <string>

#include "base/clock.h"
#include "support/folder.h"

namespace hookctl::test {

/// The files of a certificate and its key, both PEM.
struct Identity {
  std::string certificate;
  std::string key;
};

/// What a certificate says: `name` as OpenSSL writes a subjectAltName, `DNS:localhost` or `IP:127.0.0.1`.
struct Claims {
  std::string name = "IP:127.0.0.1";
  Seconds valid_from{-3600};  // relative to now
  Seconds valid_until{3600};  // relative to now
};

/// Makes a self-signed certificate in the directory, in files of the given name.
Identity self_signed(const Folder& directory, const std::string& file, const Claims& claims);

}  // namespace hookctl::test
