#include "report/answer.h"

#include <fmt/format.h>

namespace hookctl::report {

std::string answer_text(const capture::Answered& answered) {
  if (answered.fault.empty()) return std::to_string(answered.status);
  return answered.status == 0 ? answered.fault : fmt::format("{} {}", answered.status, answered.fault);
}

}  // namespace hookctl::report
