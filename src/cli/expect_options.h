#pragma once

#include "base/result.h"
#include "capture/fixture.h"
#include "cli/settings.h"
#include "flow/judge.h"

namespace hookctl::cli {

/// What `--expect`, `--expect-body` and `--max-latency` say.
Result<flow::Expectations> read_expectations(const Settings& settings);

/// The same for a fixture: where an option is not given, what the fixture expects counts.
Result<flow::Expectations> read_expectations(const Settings& settings, const capture::Expected& fixture);

}  // namespace hookctl::cli
