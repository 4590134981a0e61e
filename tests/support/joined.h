#pragma once

#include <string>
#include <vector>

namespace hookctl::test {

/// The words of both, for command lines.
inline std::vector<std::string> joined(std::vector<std::string> first, const std::vector<std::string>& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

}  // namespace hookctl::test
