#pragma once

#include <string>
#include <string_view>

namespace hookctl {

/// A text with the letters A to Z in lower case; other bytes stay.
std::string lower(std::string_view text);

}  // namespace hookctl
