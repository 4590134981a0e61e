#include "report/markdown.h"

#include <fmt/format.h>

#include <vector>

#include "base/units.h"
#include "report/markup.h"

namespace hookctl::report {
namespace {

using flow::Attempt;

constexpr std::size_t most_rows = 1000;

std::string_view sign_of(Judgement judgement) {
  switch (judgement) {
    case Judgement::passed:
      return "ok";
    case Judgement::failed:
      return "**FAILED**";
    case Judgement::unknown:
      return "*unknown*";
    case Judgement::informational:
      return "info";
  }
  return "";
}

std::string row(const Attempt& attempt) {
  const auto reason = reason_of(attempt);
  return fmt::format("| {} | {} | {} | {} | {} | {} |\n", sign_of(judgement_of(attempt)),
                     markdown_text(name_of(attempt)), markdown_text(place_of(attempt)),
                     attempt.status ? std::to_string(*attempt.status) : "–", hookctl::to_text(attempt.took),
                     markdown_text(reason.empty() ? attempt.warning : reason));
}

bool is_bad(const Attempt& attempt) {
  const auto judgement = judgement_of(attempt);
  return judgement == Judgement::failed || judgement == Judgement::unknown;
}

}  // namespace

std::string markdown(const Run& run) {
  auto text = fmt::format("### {}\n\n{}\n", markdown_text(run.title), count_text(run));
  if (!run.remark.empty()) text += fmt::format("\n**{}**\n", markdown_text(run.remark));
  if (!run.flaws.empty()) text += "\n";
  for (const auto& flaw : run.flaws) text += fmt::format("- **{}**\n", markdown_text(flaw.says));
  if (!run.attempts.empty()) {
    text += "\n| | capture | sent to | answer | took | |\n|---|---|---|---|---|---|\n";
    std::vector<const Attempt*> order;
    for (const auto& attempt : run.attempts) {
      if (is_bad(attempt)) order.push_back(&attempt);
    }
    for (const auto& attempt : run.attempts) {
      if (!is_bad(attempt)) order.push_back(&attempt);
    }
    const auto left_out = order.size() - std::min(order.size(), most_rows);
    order.resize(order.size() - left_out);
    for (const auto* attempt : order) text += row(*attempt);
    if (left_out > 0) text += fmt::format("\n{} more are left out.\n", left_out);
  }
  if (!run.skipped.empty()) text += "\nNot applicable:\n\n";
  for (const auto& skipped : run.skipped) {
    text += fmt::format("- {}: {}\n", markdown_text(skipped.capture + " " + skipped.forgery),
                        markdown_text(skipped.reason));
  }
  return text;
}

}  // namespace hookctl::report
