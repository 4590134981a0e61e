#pragma once

#include <string>

#include "report/run.h"

namespace hookctl::report {

/// A run as one page that needs nothing else: a table with a timeline, and the answers that were not as expected. It
/// has no script and allows none, and no byte from outside is markup in it.
std::string html(const Run& run);

}  // namespace hookctl::report
