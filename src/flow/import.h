#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "capture/capture.h"
#include "capture/foreign.h"
#include "flow/keyring.h"
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
  std::function<void(const std::string& what)> lacking;  // what of a request is not as it travelled
};

struct ImportSummary {
  std::size_t imported = 0;
  std::size_t known = 0;  // were in the log from an earlier import
};

/// Appends what another program recorded to a capture log: checked as of the time it came, credentials masked, with the
/// answer that was given. A request whose time is known gets the same id in each import, so none of them is there
/// twice; the others count as of `now`. Errors: the log.
Result<ImportSummary> import_requests(std::vector<capture::Foreign> requests, const ImportOptions& options,
                                      const ImportObserver& observer, Instant now);

}  // namespace hookctl::flow
