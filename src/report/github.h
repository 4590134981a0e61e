#pragma once

#include <string>

#include "report/run.h"

namespace hookctl::report {

/// What went wrong, as workflow commands that GitHub Actions shows beside the file: `::error file=…::…`. GitHub shows
/// ten of a step, so of more the last one counts the rest.
std::string github_annotations(const Run& run);

}  // namespace hookctl::report
