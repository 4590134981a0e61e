#pragma once

#include <string>
#include <vector>

#include "capture/capture.h"

namespace hookctl::capture {

/// A capture in another program's form, and what of it has no place there.
struct Exported {
  std::string text;
  std::vector<std::string> lost = {};
};

/// What a record does not hold of the request that came: the end of a body, values that were masked or redacted; each
/// as a clause: `the value of Authorization was masked`.
std::vector<std::string> missing_in(const Capture& capture);

}  // namespace hookctl::capture
