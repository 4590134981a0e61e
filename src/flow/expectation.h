#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "retry/schedule.h"

namespace hookctl::flow {

/// Which answers are as they should be: `2xx`, `200`, or several joined by commas.
class Expectation {
 public:
  static Result<Expectation> parse(std::string_view text);

  bool met_by(int status) const;
  const std::string& text() const { return text_; }

 private:
  std::string text_;
  std::vector<retry::StatusRange> ranges_;
};

}  // namespace hookctl::flow
