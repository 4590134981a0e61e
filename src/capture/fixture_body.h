#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "base/bytes.h"
#include "base/json_rewrite.h"

namespace hookctl::capture {

/// The white space of a JSON body that stands in a fixture with other white space.
struct SpacingWord {
  std::string_view word;
  json::Spacing spacing;
};

inline constexpr std::array spacing_words{
    SpacingWord{"compact", json::Spacing::compact},
    SpacingWord{"spaced", json::Spacing::python},
    SpacingWord{"2 spaces", json::Spacing::two_spaces},
    SpacingWord{"4 spaces", json::Spacing::four_spaces},
    SpacingWord{"tabs", json::Spacing::tab},
};

/// The spacing with which a body can be written back to the byte; nothing for any other body.
const SpacingWord* spacing_of(ByteView body);

}  // namespace hookctl::capture
