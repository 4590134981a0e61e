#include "capture/missing.h"

#include <fmt/format.h>

namespace hookctl::capture {

std::vector<std::string> missing_in(const Capture& capture) {
  std::vector<std::string> missing;
  if (capture.request.truncated) missing.emplace_back("the end of the body was not recorded");
  for (const auto& name : capture.masked) {
    missing.push_back(fmt::format("the value of {} was masked, so the header is left out", name));
  }
  if (!capture.redacted.empty()) missing.emplace_back("redacted values are placeholders");
  return missing;
}

}  // namespace hookctl::capture
