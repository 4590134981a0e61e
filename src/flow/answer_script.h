#pragma once

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
  /// Reads steps separated by commas. A step is a status (`500`) or `app` (the app behind `--forward-to` answers); in
  /// front of it `delay=2s:` waits, behind it `*3` repeats. The last step goes on for ever.
  static Result<AnswerScript> parse(std::string_view text);

  /// The answer to the next request; nothing when the app is to give it.
  std::optional<Answer> next();

  /// Whether some step leaves the answer to the app.
  bool asks_app() const;
  const std::string& text() const { return text_; }

 private:
  struct Step {
    std::optional<Answer> answer = {};
    std::size_t times = 1;
  };
  static Result<Step> parse_step(std::string_view text);

  std::string text_;
  std::vector<Step> steps_;
  std::size_t at_ = 0;
  std::size_t said_ = 0;
};

}  // namespace hookctl::flow
