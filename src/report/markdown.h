#pragma once

#include <string>

#include "report/run.h"

namespace hookctl::report {

/// A run as GitHub's Markdown, for a step summary or a comment: what went wrong first, at most a thousand lines.
std::string markdown(const Run& run);

}  // namespace hookctl::report
