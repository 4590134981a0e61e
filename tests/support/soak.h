#pragma once

#include <cstdlib>

namespace hookctl::test {

/// The small form of a figure, for a test run; the large one when `HOOKCTL_SOAK` asks for it.
template <typename T>
T short_or_soak(T small, T large) {
  return std::getenv("HOOKCTL_SOAK") ? large : small;
}

}  // namespace hookctl::test
