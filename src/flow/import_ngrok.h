#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>

#include "base/result.h"
#include "capture/capture.h"
#include "flow/keyring.h"
#include "flow/ngrok.h"
#include "provider/provider.h"
#include "signature/scheme.h"

namespace hookctl::flow {

struct ImportOptions {
  std::string captures = "captures.jsonl";
  const provider::Provider* provider = nullptr;  // null: detected for each request
  std::span<const provider::Provider> known;     // among these
  Keyring keys = {};
  std::optional<signature::Tolerance> tolerance = {};
};

/// Whom an import tells what it does, once everything is stored.
struct ImportObserver {
  std::function<void(const capture::Capture&)> captured;
  std::function<void(const std::string& what)> lacking;  // a request that is not there whole, or not at all
};

struct ImportSummary {
  std::size_t imported = 0;
  std::size_t known = 0;  // were in the log from an earlier import
};

/// Appends what came through an ngrok agent to a capture log: byte for byte as the agent recorded it, checked as of the
/// time it came, credentials masked, with the answer the app gave. A request gets the same id in each import, so none
/// is there twice. Errors: the log.
Result<ImportSummary> import_ngrok(std::span<const NgrokRequest> requests, std::span<const NgrokTunnel> tunnels,
                                   const ImportOptions& options, const ImportObserver& observer);

}  // namespace hookctl::flow
