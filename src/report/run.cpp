#include "report/run.h"

#include <fmt/format.h>

#include <algorithm>

namespace hookctl::report {

using flow::Attempt;

Judgement judgement_of(const Attempt& attempt) {
  if (!attempt.ok) return Judgement::informational;
  if (attempt.ending == flow::Ending::unknown) return Judgement::unknown;
  return *attempt.ok ? Judgement::passed : Judgement::failed;
}

Count count_of(std::span<const Attempt> attempts) {
  Count count;
  for (const auto& attempt : attempts) {
    switch (judgement_of(attempt)) {
      case Judgement::passed:
        ++count.passed;
        break;
      case Judgement::failed:
        ++count.failed;
        break;
      case Judgement::unknown:
        ++count.unknown;
        break;
      case Judgement::informational:
        ++count.informational;
        break;
    }
  }
  return count;
}

std::string count_text(const Run& run) {
  const auto count = count_of(run.attempts);
  auto text = fmt::format("{} passed, {} failed, {} unknown", count.passed, count.failed, count.unknown);
  if (count.informational > 0) text += fmt::format(", {} informational", count.informational);
  if (!run.skipped.empty()) text += fmt::format(", {} not applicable", run.skipped.size());
  return text;
}

std::string_view place_of(const Attempt& attempt) {
  return std::string_view(attempt.url).substr(0, attempt.url.find('?'));
}

std::string name_of(const Attempt& attempt) {
  auto name = attempt.capture;
  if (!attempt.suite_case.empty()) name += " " + attempt.suite_case;
  if (!attempt.forgery.empty()) name += " " + attempt.forgery;
  if (!attempt.variant.empty()) name += " " + attempt.variant;
  if (attempt.number > 1) name += fmt::format(" ({})", attempt.number);
  return name;
}

std::string reason_of(const Attempt& attempt) {
  switch (judgement_of(attempt)) {
    case Judgement::passed:
    case Judgement::informational:
      return {};
    case Judgement::failed:
      return attempt.note.empty() ? "not as expected" : attempt.note;
    case Judgement::unknown:
      return fmt::format("no answer, and the endpoint may have processed it{}{}", attempt.note.empty() ? "" : ": ",
                         attempt.note);
  }
  return {};
}

Micros span_of(std::span<const Attempt> attempts) {
  Micros end{0};
  for (const auto& attempt : attempts) end = std::max(end, attempt.since_first + attempt.took);
  return end;
}

}  // namespace hookctl::report
