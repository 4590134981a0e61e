#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "webhook/answer.h"

namespace hookctl::flow {

/// What to say to each request in turn: `500,200` answers the first with 500 and all later ones with 200.
class AnswerScript {
 public:
  /// Reads steps separated by commas; the last one goes on for ever. A step is one of
  ///
  ///     500                    this status; `429:retry-after=3` with a header
  ///     truncate=10            a 200 of which only the first 10 bytes leave; `truncate=10:500` another status
  ///     timeout, reset         no answer, or the connection reset
  ///     app                    what the app behind the listener answers
  ///
  /// In front of it `delay=2s:` waits, behind the status or the word `*3` repeats. Every response begins as `base`,
  /// whose status is replaced.
  static Result<AnswerScript> parse(std::string_view text, const Response& base);

  /// Reads other steps, whose responses begin as those of this script.
  Result<AnswerScript> with_steps(std::string_view text) const { return parse(text, base_); }

  /// The answer to the nth request, from 0; nothing when the app is to give it.
  const std::optional<Answer>& nth(std::uint64_t n) const;

  /// Whether some step leaves the answer to the app.
  bool asks_app() const;
  const std::string& text() const { return text_; }

 private:
  struct Step {
    std::optional<Answer> answer = {};
    std::uint64_t end = 0;  // the first request that is not this step's
  };

  std::string text_;
  Response base_;
  std::vector<Step> steps_;
};

}  // namespace hookctl::flow
