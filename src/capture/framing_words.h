#pragma once

#include <array>
#include <string_view>

namespace hookctl::capture {

/// How records spell `Framing`, in the order of its values.
inline constexpr std::array<std::string_view, 3> framing_words{"none", "length", "chunked"};

}  // namespace hookctl::capture
