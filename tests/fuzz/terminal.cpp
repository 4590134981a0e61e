#include <algorithm>

#include "base/text.h"
#include "checks.h"
#include "target.h"

namespace hookctl::fuzz {
namespace {

bool is_printable(char c) { return c >= 0x20 && c < 0x7f; }

}  // namespace

void check_terminal(ByteView input) {
  const auto shown = escape_for_terminal(input);
  require(is_utf8(shown), "what is shown is UTF-8");
  require(std::none_of(shown.begin(), shown.end(), [](char c) { return (c >= 0 && c < 0x20) || c == 0x7f; }),
          "no C0 and no DEL is shown");
  for (const auto bad : {"\xc2\x9b", "\xc2\x85", "\xe2\x80\xae", "\xe2\x81\xa6", "\xe2\x80\x8b", "\xef\xbb\xbf"}) {
    require(shown.find(bad) == shown.npos, "no C1, no bidi control and no invisible character is shown");
  }
  require(escape_for_terminal(shown) == shown, "what is safe stays as it is");
  if (std::all_of(input.begin(), input.end(), is_printable)) require(shown == input, "plain text stays as it is");
}

}  // namespace hookctl::fuzz
