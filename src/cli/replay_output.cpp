#include "cli/replay_output.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "cli/color.h"
#include "cli/say.h"
#include "report/attempts.h"
#include "report/probe.h"

namespace hookctl::cli {
namespace {

std::string remark_of(const flow::ReplaySummary& summary) {
  if (summary.control_refused) return "void: the genuine delivery was refused, so nothing is proven";
  if (summary.unreachable) return "nobody took a connection";
  return summary.stopped ? "stopped before the end" : "";
}

}  // namespace

ReplayOutput::ReplayOutput(Env& env, const Settings& settings, Reports reports)
    : env_(env),
      reports_(std::move(reports)),
      progress_(env),
      json_(settings.flag("json")),
      colour_(colour_of(settings, env, env.out)) {}

flow::ReplayObserver ReplayOutput::observer() {
  return {.begins = [this](std::size_t turns) { progress_.begin(turns); },
          .attempt = [this](const flow::Attempt& attempt) { tell(attempt); },
          .skipped = [this](const flow::Skipped& skipped) { tell(skipped); },
          .serves = [this](const std::string& url) { note(env_, fmt::format("keys are served at {}", url)); },
          .rests = [this] { write_lines(); }};
}

void ReplayOutput::tell(const flow::Attempt& attempt) {
  if (json_) {
    lines_ += report::attempt_json(attempt);
  } else {
    if (attempt.url != told_url_) {
      lines_ += report::endpoint_text(attempt.url, colour_);
      told_url_ = attempt.url;
    }
    columns_ = report::widened(columns_, attempt);
    lines_ += report::replayed_text(attempt, columns_, colour_);
  }
  ++ended_;
  const bool of_interest = !attempt.forgery.empty() || !attempt.suite_case.empty();
  if (of_interest && (attempt.late || attempt.ok == false)) wrong_.push_back(attempt);
  if (reports_.wanted()) attempts_.push_back(attempt);
}

void ReplayOutput::tell(const flow::Skipped& skipped) {
  lines_ += json_ ? report::skipped_json(skipped) : report::skipped_text(skipped, colour_);
  skipped_.push_back(skipped);
}

void ReplayOutput::write_lines() {
  progress_.clear();
  env_.out.write(std::exchange(lines_, {}));
  progress_.advance(std::exchange(ended_, 0));
}

void ReplayOutput::begin(const flow::RepeatCase& each) {
  lines_ += json_ ? report::case_json(each) : report::case_text(each, colour_);
  write_lines();
}

void ReplayOutput::tell(const flow::Probed& probed) {
  lines_ += json_ ? report::probed_json(probed) : report::probed_text(probed, colour_);
  write_lines();
  probed_.push_back(probed);
  if (!reports_.wanted()) return;
  const auto since = attempts_.empty() ? Micros{0} : attempts_.back().since_first;
  attempts_.push_back(report::as_attempt(probed, env_.clock.now(), since));
}

Result<void> ReplayOutput::end(const flow::ReplaySummary& summary) {
  const auto flaws = flow::flaws_of(wrong_, probed_);
  for (const auto& flaw : flaws) lines_ += json_ ? report::flaw_json(flaw) : report::flaw_text(flaw, colour_);
  lines_ += json_ ? report::replay_summary_json(summary) : report::replay_summary_text(summary, colour_);
  write_lines();
  std::stable_sort(attempts_.begin(), attempts_.end(), [](const flow::Attempt& left, const flow::Attempt& right) {
    return left.since_first < right.since_first;
  });
  return reports_.write({.title = "hookctl replay",
                         .attempts = attempts_,
                         .skipped = skipped_,
                         .flaws = flaws,
                         .remark = remark_of(summary)},
                        env_);
}

}  // namespace hookctl::cli
