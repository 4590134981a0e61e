#pragma once

#include <string>
#include <string_view>

namespace hookctl::report {

/// Whether a text is for a terminal that shows colours.
enum class Colour { off, on };

/// What a colour marks; the words say it too.
enum class Ink { good, bad, doubt, quiet };

/// The text in its ink, or as it is.
std::string paint(Colour colour, Ink ink, std::string_view text);

}  // namespace hookctl::report
