#include "cli/simulate_output.h"

#include <utility>

#include "cli/color.h"
#include "cli/endpoint_option.h"

namespace hookctl::cli {
namespace {

using flow::Attempt;
using flow::Ending;

std::string remark_of(const flow::SimulateSummary& summary) {
  if (summary.unreachable) return "nobody took a connection";
  return summary.stopped > 0 ? "stopped before the end" : "";
}

/// A refusal that is tried again is neither right nor wrong; a report judges a delivery by its last attempt.
void judge_by_end(std::vector<Attempt>& attempts, const flow::DeliveryEnd& end) {
  for (auto& attempt : attempts) {
    attempt.ok.reset();
    if (&attempt == &attempts.back()) continue;
    if (attempt.ending == Ending::unknown) attempt.ending = Ending::failed;
  }
  auto& last = attempts.back();
  if (end.outcome == flow::Outcome::stopped || end.outcome == flow::Outcome::unknown) return;
  if (last.ending == Ending::unknown) last.ending = Ending::failed;
  last.ok = end.objection.empty();
  if (!end.objection.empty()) last.note = end.objection;
}

}  // namespace

Exit exit_of_deliveries(Env& env, const Settings& settings, const flow::SimulateSummary& summary) {
  if (summary.stopped > 0) return exit_of_signal(env);
  if (summary.unreachable) return fail_unreachable(env, settings);
  if (summary.objections > 0) return Exit::failed;
  return summary.unknown > 0 ? Exit::unknown : Exit::ok;
}

/// That a delivery which was to be delivered was not is said by how it ended.
flow::DeliveryEnd SimulateOutput::without_the_obvious(flow::DeliveryEnd end) const {
  if (end.outcome != flow::Outcome::delivered && options_.goal.text() == "delivered") end.objection.clear();
  return end;
}

SimulateOutput::SimulateOutput(Env& env, const Settings& settings, const flow::SimulateOptions& options,
                               Reports reports)
    : env_(env),
      options_(options),
      reports_(std::move(reports)),
      progress_(env),
      json_(settings.flag("json")),
      colour_(colour_of(settings, env, env.out)),
      columns_{.id = options.events.size() > 1, .real_time = options.speed != 1.0} {
  if (columns_.id) progress_.begin(options.events.size());
}

flow::SimulateObserver SimulateOutput::observer() {
  return {.attempt = [this](std::size_t delivery, const Attempt& attempt) { tell(delivery, attempt); },
          .ended = [this](std::size_t delivery, const flow::DeliveryEnd& end) { tell(delivery, end); }};
}

void SimulateOutput::tell(std::size_t delivery, const Attempt& attempt) {
  progress_.clear();
  env_.out.write(json_ ? report::simulated_json(attempt) : report::simulated_text(attempt, columns_, colour_));
  if (reports_.wanted()) open_[delivery].push_back(attempt);
}

void SimulateOutput::tell(std::size_t delivery, const flow::DeliveryEnd& end) {
  progress_.clear();
  // Of many deliveries the attempts say enough, but for those that did not end as they should.
  const bool is_news = !columns_.id || !end.objection.empty() || end.outcome == flow::Outcome::stopped;
  if (json_) {
    env_.out.write(report::delivery_end_json(end));
  } else if (is_news) {
    env_.out.write(report::delivery_end_text(without_the_obvious(end), options_.provider, columns_, colour_));
  }
  if (columns_.id) progress_.advance(1);
  last_ = end;
  const auto attempts = open_.extract(delivery);
  if (attempts.empty()) return;
  judge_by_end(attempts.mapped(), end);
  for (auto& each : attempts.mapped()) judged_.push_back(std::move(each));
}

Result<void> SimulateOutput::end(const flow::SimulateSummary& summary) {
  progress_.clear();
  if (json_) {
    env_.out.write(report::simulate_summary_json(summary, last_));
  } else if (columns_.id) {
    env_.out.write(report::simulate_summary_text(summary, colour_));
  }
  return reports_.write({.title = "hookctl simulate", .attempts = judged_, .remark = remark_of(summary)}, env_);
}

}  // namespace hookctl::cli
