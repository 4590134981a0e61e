#pragma once

#include "inspector/rows.h"
#include "report/json_line.h"

namespace hookctl::inspector {

/// What a log holds, counted: `providers`, `verdicts`, `statuses` by their names, and a `timeline` of at most `spans`
/// equal spans from the first capture to the last, each with its captures by verdict and the latencies of answers.
report::Json stats_json(const Rows& rows, std::size_t spans);

}  // namespace hookctl::inspector
