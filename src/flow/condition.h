#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "capture/capture.h"

namespace hookctl::flow {

/// A question about a capture: `status=succeeded`, or several joined by commas that must all hold.
class Condition {
 public:
  /// Reads `FIELD=VALUE[,FIELD=VALUE…]`; `!=` asks for the opposite, `*` in a value stands for any characters, and `|`
  /// separates values of which one is enough. The fields are those of `captures show` (provider, id, subject, type,
  /// status, raw_status, verdict, reason, method, target, answer), `path` (the target without its query), `event` (the
  /// type, or the raw status where there is none), `header:NAME` and `json:/pointer`.
  static Result<Condition> parse(std::string_view text);

  bool holds(const capture::Capture& capture) const;

 private:
  struct Term {
    std::function<std::string(const capture::Capture&)> read;
    std::vector<std::string> patterns;
    bool is_negated;
  };
  static Result<Term> parse_term(std::string_view text);

  std::vector<Term> terms_;
};

}  // namespace hookctl::flow
