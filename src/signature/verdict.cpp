#include "signature/verdict.h"

#include <array>

namespace hookctl::signature {
namespace {

constexpr std::array<std::string_view, 4> state_words{"verified", "authenticated", "failed", "unattempted"};
constexpr std::array<std::string_view, 11> reason_words{"valid",
                                                        "header_missing",
                                                        "header_malformed",
                                                        "timestamp_missing",
                                                        "timestamp_malformed",
                                                        "timestamp_too_old",
                                                        "timestamp_in_future",
                                                        "signature_mismatch",
                                                        "key_unusable",
                                                        "scheme_unknown",
                                                        "body_truncated"};

template <typename Word, std::size_t N>
std::optional<Word> parse_word(std::string_view word, const std::array<std::string_view, N>& words) {
  for (std::size_t i = 0; i < N; ++i) {
    if (words[i] == word) return static_cast<Word>(i);
  }
  return std::nullopt;
}

}  // namespace

std::string_view to_text(State state) { return state_words[static_cast<std::size_t>(state)]; }
std::string_view to_text(Reason reason) { return reason_words[static_cast<std::size_t>(reason)]; }
std::optional<State> parse_state(std::string_view word) { return parse_word<State>(word, state_words); }
std::optional<Reason> parse_reason(std::string_view word) { return parse_word<Reason>(word, reason_words); }

}  // namespace hookctl::signature
