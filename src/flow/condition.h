#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "capture/capture.h"

namespace hookctl::flow {

/// A question about a capture: `status=succeeded`, or several joined by commas that must all hold.
class Condition {
 public:
  /// Reads `FIELD=VALUE[,FIELD=VALUE…]`; the fields are those of `captures show`: provider, id, subject, status,
  /// raw_status, verdict, reason, method, target, answer.
  static Result<Condition> parse(std::string_view text);

  bool holds(const capture::Capture& capture) const;

 private:
  struct Term {
    std::string (*read)(const capture::Capture&);
    std::string value;
  };
  std::vector<Term> terms_;
};

}  // namespace hookctl::flow
