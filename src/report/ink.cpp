#include "report/ink.h"

#include <fmt/format.h>

#include <array>

namespace hookctl::report {

std::string paint(Colour colour, Ink ink, std::string_view text) {
  if (colour == Colour::off) return std::string(text);
  constexpr std::array<std::string_view, 4> codes{"32", "31", "33", "2"};
  return fmt::format("\x1b[{}m{}\x1b[0m", codes[static_cast<std::size_t>(ink)], text);
}

}  // namespace hookctl::report
