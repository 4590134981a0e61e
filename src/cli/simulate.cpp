#include <array>

#include "cli/commands.h"
#include "cli/keys.h"
#include "cli/output_options.h"
#include "cli/say.h"
#include "cli/secrets.h"
#include "cli/settings.h"
#include "cli/simulate_options.h"
#include "cli/simulate_output.h"
#include "cli/simulate_polling.h"
#include "cli/simulate_rows.h"
#include "cli/simulate_schedule.h"
#include "report/plan.h"
#include "wire/descriptor_limit.h"

namespace hookctl::cli {
namespace {

constexpr std::array arguments{
    Argument{.name = "CAPTURE",
             .help = "deliver this capture instead of a sample: FILE#3 or FILE#<id>",
             .count = Count::at_most_one,
             .suggest = Suggest::capture},
};

constexpr std::array groups{OptionGroup{"What and where", simulate_rows::sending},
                            OptionGroup{"Schedule", simulate_rows::schedule},
                            OptionGroup{"Time", simulate_rows::time},
                            OptionGroup{"Mishaps", simulate_rows::mishaps},
                            OptionGroup{"Polling", simulate_rows::polling},
                            OptionGroup{"Judging", simulate_rows::judging},
                            secret_group,
                            private_key_group,
                            output_group};

constexpr std::array<std::string_view, 10> examples{
    "hookctl simulate --provider bfl --plan",
    "hookctl simulate --provider bfl --to http://localhost:3000 --secret-env BFL_SECRET --speed 60",
    "hookctl simulate captures.jsonl#3 --to http://localhost:3000 --schedule 1s,5s",
    "hookctl simulate --to URL --schedule exponential:base=10s,factor=3,window=2h --instant",
    "hookctl simulate --scenario 500-then-200",
    "hookctl simulate --provider bfl --to URL --then duplicate --expect delivered --max-latency 2s",
    "hookctl simulate --provider bfl --to URL --outage 5s --crash-after-accept --report junit=hooks.xml",
    "hookctl simulate --provider bfl --to URL --events 1000 --concurrency 100 --instant",
    "hookctl simulate --provider bfl --to URL --poll-url http://127.0.0.1:9000/jobs/{id} --lose",
    "hookctl simulate --scheme \"$SCHEME\" --body body.json --to URL --secret-env KEY",
};

constexpr std::string_view details =
    "Every attempt is signed anew with the real time, whatever the speed. Waits are shortened, the\n"
    "app's own time and its time to answer never.\n\n"
    "With --schedule or --scenario and without --provider the delivery is plain JSON, not signed.\n"
    "A scenario without --to starts an app of hookctl's own, which fails as the name says; with --to\n"
    "the app itself is to fail first: 500-then-200 wants two attempts, a refusal and a success.\n\n"
    "Exit codes: 0 delivered, 1 given up, refused for good or not as expected, 3 when no attempt\n"
    "found anybody listening, 4 when nobody ever answered though the request was sent.";

Exit deliver(Env& env, const Settings& settings, const flow::SimulateOptions& options, const wire::Endpoint& endpoint,
             wire::Loop& loop) {
  auto reports = Reports::open(settings, env);
  if (!reports) return fail(env, reports.error());
  SimulateOutput output(env, settings, options, *std::move(reports));
  const auto bring = flow::bring_to(loop, endpoint);
  const auto summary = flow::simulate(options, bring, output.observer(), loop, env.clock, env.stop());
  if (!summary) return fail(env, summary.error());
  const auto written = output.end(*summary);
  const auto found = exit_of_deliveries(env, settings, *summary);
  return written ? found : worst(found, fail(env, written.error()));
}

/// Delivers to the endpoint of `--to`, or to an app of hookctl's own.
Exit run_deliveries(Env& env, const Settings& settings, const Deliverer& deliverer, const retry::Schedule& schedule,
                    const flow::Keyring& keyring) {
  if (const auto sound = check_polling(settings); !sound) return fail(env, sound.error());
  wire::Loop loop;
  const auto target = open_target(settings, deliverer.row, loop);
  if (!target) return fail(env, target.error());
  const auto options = read_simulate_options(env, settings, deliverer, schedule, keyring, *target);
  if (!options) return fail(env, options.error());
  wire::allow_connections(options->concurrency);
  if (settings.given("poll-url")) return play_job(env, settings, *options, target->endpoint, loop);
  return deliver(env, settings, *options, target->endpoint, loop);
}

Exit run_simulate(Env& env, const Settings& settings) {
  auto catalogue = read_catalogue(simulate_command, settings);
  if (!catalogue) return fail(env, catalogue.error());
  const auto deliverer = read_deliverer(settings, *catalogue);
  if (!deliverer) return fail(env, deliverer.error());
  ScheduleLists lists;
  const auto schedule = read_schedule(settings, deliverer->row, lists);
  if (!schedule) return fail(env, schedule.error());
  if (settings.flag("plan")) {
    env.out.write(settings.flag("json") ? report::plan_json(*schedule) : report::plan_text(deliverer->row, *schedule));
    return Exit::ok;
  }
  const auto keyring = read_keyring(simulate_command, settings, env, *catalogue);
  if (!keyring) return fail(env, keyring.error());
  return run_deliveries(env, settings, *deliverer, *schedule, *keyring);
}

}  // namespace

const Command simulate_command{
    .name = "simulate",
    .summary = "behave like a provider: deliver with its retry schedule",
    .arguments = arguments,
    .groups = groups,
    .examples = examples,
    .details = details,
    .run = run_simulate,
};

}  // namespace hookctl::cli
