#pragma once

#include <string>

#include "base/result.h"
#include "cli/env.h"
#include "cli/settings.h"
#include "flow/listen_options.h"

namespace hookctl::cli {

/// Under which URL a listener is reached (`--public-url`, `--ngrok`) and with which certificate (`--tls`,
/// `--tls-cert`). Yields the SHA-256 fingerprint of a certificate that was made; empty where none was.
Result<std::string> read_reaching(const Settings& settings, Env& env, flow::ListenOptions& listen);

}  // namespace hookctl::cli
