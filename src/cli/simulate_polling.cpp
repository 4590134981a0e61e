#include "cli/simulate_polling.h"

#include <fmt/format.h>

#include "cli/color.h"
#include "cli/say.h"
#include "cli/simulate_output.h"
#include "flow/hybrid.h"
#include "provider/read_event.h"
#include "report/job.h"

namespace hookctl::cli {
namespace {

Result<void> check_together(const Settings& settings, const flow::SimulateOptions& delivery) {
  if (delivery.events.size() > 1) return Error{"--poll-url plays one job", "leave --events out"};
  const int ways = (settings.flag("lose") ? 1 : 0) + (settings.flag("race") ? 1 : 0) + (settings.given("late") ? 1 : 0);
  if (ways > 1) return Error{"a webhook is lost, early or late", "give one of --lose, --race and --late"};
  if (settings.flag("race") && settings.given("id")) {
    return Error{"with --id the job is submitted already, so its webhook cannot be early", "leave one of them out"};
  }
  return {};
}

flow::Webhook webhook_of(const Settings& settings) {
  if (settings.flag("lose")) return flow::Webhook::lost;
  return settings.flag("race") ? flow::Webhook::early : flow::Webhook::sent;
}

/// The provider's own id of the job, by which an app asks for it.
std::string job_id(const flow::SimulateOptions& delivery) {
  const auto& event = delivery.events.front();
  auto subject = provider::read_event(delivery.provider, event.request).subject;
  return subject.empty() ? event.id : subject;
}

Result<flow::HybridOptions> read_options(const Settings& settings, const flow::SimulateOptions& delivery) {
  if (const auto sound = check_together(settings, delivery); !sound) return sound.error();
  auto where = flow::PollTemplate::parse(*settings.text("poll-url"));
  if (!where) return settings.blame("poll-url", where.error());
  const auto takes = settings.duration("job");
  if (!takes) return takes.error();
  const auto patience = settings.duration("patience");
  if (!patience) return patience.error();
  const auto late = settings.given("late") ? settings.duration("late") : Result<Millis>(Millis{0});
  if (!late) return late.error();
  return flow::HybridOptions{.where = *std::move(where),
                             .job_id = job_id(delivery),
                             .is_submitted = settings.given("id"),
                             .takes = *takes,
                             .late = *late,
                             .webhook = webhook_of(settings),
                             .patience = *patience};
}

Exit exit_of(Env& env, const Settings& settings, const flow::HybridSummary& summary) {
  if (summary.delivery) return exit_of_deliveries(env, settings, *summary.delivery);
  if (summary.stopped) return exit_of_signal(env);
  return summary.objection.empty() ? Exit::ok : Exit::failed;
}

}  // namespace

Result<void> check_polling(const Settings& settings) {
  for (const auto* name : {"lose", "race", "late"}) {
    if (!settings.given(name) || settings.given("poll-url")) continue;
    return Error{fmt::format("--{} is about a job that can be asked for", name), "add --poll-url '/requests/{id}'"};
  }
  return {};
}

Exit play_job(Env& env, const Settings& settings, const flow::SimulateOptions& options, const wire::Endpoint& endpoint,
              wire::Loop& loop) {
  const auto hybrid = read_options(settings, options);
  if (!hybrid) return fail(env, hybrid.error());
  auto reports = Reports::open(settings, env);
  if (!reports) return fail(env, reports.error());
  SimulateOutput output(env, settings, options, *std::move(reports));
  const report::JobWords words{hybrid->job_id, settings.flag("json") ? report::Form::json : report::Form::text};
  const flow::HybridObserver watcher{
      .ready = [&](const auto& submit,
                   const auto& status) { env.out.write(report::ready_line(words, submit, status)); },
      .submitted = [&](Micros at) { env.out.write(report::submitted_line(words, at)); },
      .asked = [&](flow::JobState state, Micros at) { env.out.write(report::asked_line(words, state, at)); }};
  const auto bring = flow::bring_to(loop, endpoint);
  const auto summary = flow::play_job(*hybrid, options, bring, output.observer(), watcher, loop, env.clock, env.stop());
  if (!summary) return fail(env, summary.error());
  env.out.write(report::job_end_line(words, *summary));
  const auto written = summary->delivery ? output.end(*summary->delivery) : Result<void>();
  const auto found = exit_of(env, settings, *summary);
  return written ? found : worst(found, fail(env, written.error()));
}

}  // namespace hookctl::cli
