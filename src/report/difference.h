#pragma once

#include <span>
#include <string>

#include "flow/difference.h"
#include "report/ink.h"

namespace hookctl::report {

/// A line for each difference: `json     /status  "Ready" -> "Error"`; one that says so when there is none. Long values
/// are cut.
std::string differences_text(std::span<const flow::Difference> differences, Colour colour);

/// One object: `{"v":1,"type":"diff","same":false,"differences":[{"part","name","left","right"}]}`.
std::string differences_json(std::span<const flow::Difference> differences);

}  // namespace hookctl::report
