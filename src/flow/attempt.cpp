#include "flow/attempt.h"

#include <array>

namespace hookctl::flow {

std::string_view to_text(Ending ending) {
  constexpr std::array<std::string_view, 4> words{"delivered", "refused", "failed", "unknown"};
  return words[static_cast<std::size_t>(ending)];
}

Ending ending_of(const wire::Sent& sent) {
  if (sent.response) return sent.response->status / 100 == 2 ? Ending::delivered : Ending::refused;
  return sent.reached == wire::Reached::unknown ? Ending::unknown : Ending::failed;
}

}  // namespace hookctl::flow
