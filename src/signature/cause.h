#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"

namespace hookctl::signature {

/// What a cause is about, in the order in which ties are broken.
enum class Class { secret, body, input, url, signature, algorithm, scheme, time };

/// The word of the machine output: `body`.
std::string_view to_text(Class kind);

/// The one change that makes a failing signature verify, proven by the match.
struct Cause {
  Class kind;
  std::string change;  // what was done to what is here: `final newline removed`
  std::string advice;  // one sentence: who did it, and what to do
};

/// How the changes are called that add a newline to the secret.
inline constexpr std::array<std::string_view, 2> newlines_added_to_secret{"newline added to the secret",
                                                                          "CRLF added to the secret"};

/// What the search for a cause found.
struct Explanation {
  std::optional<Cause> cause = {};
  std::size_t hypotheses = 0;
  Micros took{0};
  std::vector<std::string> ruled_out = {};           // where there is no cause: `a re-serialised body`
  std::optional<std::size_t> first_difference = {};  // of a cause in the body: the offset where the signed one differs
  std::string received = {};                         // the signature as it came, without its prefix
  std::string expected = {};                         // the one that is due; empty where a key pair signs
};

}  // namespace hookctl::signature
