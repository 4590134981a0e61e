#pragma once

#include <string>

#include "report/run.h"

namespace hookctl::report {

/// A run as JUnit XML, which CI systems show: one suite for each capture log, one case for each request. An unknown
/// outcome is an `error`, a missed expectation a `failure`, a forgery that does not apply is `skipped`.
std::string junit(const Run& run);

}  // namespace hookctl::report
