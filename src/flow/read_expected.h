#pragma once

#include "base/result.h"
#include "capture/fixture.h"
#include "flow/judge.h"

namespace hookctl::flow {

/// What a fixture, or somebody who marked a capture, expects of the answer; 2xx where no status is given. Fails for a
/// status, a regular expression or a duration that cannot be read.
Result<Expectations> read_expected(const capture::Expected& expected);

}  // namespace hookctl::flow
