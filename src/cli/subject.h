#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "capture/read_ahead.h"
#include "cli/env.h"
#include "cli/settings.h"
#include "provider/provider.h"
#include "webhook/request.h"

namespace hookctl::cli {

/// One request to check, and the time to check it at.
struct Subject {
  std::string label;  // names a capture; empty otherwise
  Request request;
  std::vector<std::string> masked = {};    // headers whose value the record does not hold
  std::vector<std::string> redacted = {};  // rules by which the record was redacted
  Instant now;
};

using VisitSubject = std::function<capture::Wish(Subject&&)>;

/// Visits what `verify` was asked to check: the captures that were named, of a whole log one after the other however
/// large it is, or the request that the options describe. `row` says where `--id` and `--timestamp` belong; null:
/// nowhere.
Result<void> visit_subjects(Env& env, const Settings& settings, const provider::Provider* row,
                            const VisitSubject& visit);

}  // namespace hookctl::cli
