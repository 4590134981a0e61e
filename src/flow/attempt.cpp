#include "flow/attempt.h"

#include <array>

#include "flow/conceal.h"

namespace hookctl::flow {
namespace {

constexpr std::size_t kept_answer = 1024;

}  // namespace

std::string_view to_text(Ending ending) {
  constexpr std::array<std::string_view, 4> words{"delivered", "refused", "failed", "unknown"};
  return words[static_cast<std::size_t>(ending)];
}

Ending ending_of(const wire::Sent& sent) {
  if (sent.response) return sent.response->status / 100 == 2 ? Ending::delivered : Ending::refused;
  return sent.reached == wire::Reached::unknown ? Ending::unknown : Ending::failed;
}

void take_answer(Attempt& attempt, const wire::Sent& sent, const Keyring& keys) {
  attempt.took = sent.took;
  attempt.ending = ending_of(sent);
  attempt.note = sent.error;
  if (!sent.response) return;
  attempt.status = sent.response->status;
  if (sent.response->body.empty()) return;
  // A secret that the cut would halve is concealed before.
  attempt.answer = concealed(sent.response->body.substr(0, 4 * kept_answer), keys).substr(0, kept_answer);
}

}  // namespace hookctl::flow
