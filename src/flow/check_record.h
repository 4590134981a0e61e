#pragma once

#include <string>
#include <vector>

#include "flow/check.h"

namespace hookctl::flow {

/// Checks a recorded request as of `at`. Where a credential that the provider proves itself by was masked in the record
/// nothing can be checked, which is no failure of the delivery: then the verdict is *unattempted*.
Checked check_record(const Request& request, const std::vector<std::string>& masked, const Check& against, Instant at);

}  // namespace hookctl::flow
