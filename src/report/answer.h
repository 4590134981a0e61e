#pragma once

#include <string>

#include "capture/capture.h"

namespace hookctl::report {

/// `200`, or `200 truncate` and `timeout` where a fault befell the answer.
std::string answer_text(const capture::Answered& answered);

}  // namespace hookctl::report
