#include <algorithm>
#include <array>

#include "base/text.h"
#include "base/units.h"
#include "cli/color.h"
#include "cli/commands.h"
#include "cli/endpoint_option.h"
#include "cli/keys.h"
#include "cli/output_options.h"
#include "cli/provider_option.h"
#include "cli/request_options.h"
#include "cli/say.h"
#include "cli/secrets.h"
#include "cli/settings.h"
#include "flow/hop.h"
#include "flow/signing.h"
#include "flow/simulate.h"
#include "provider/read_event.h"
#include "report/attempts.h"

namespace hookctl::cli {
namespace {

constexpr std::array options{
    acting_provider_option,
    scheme_option,
    endpoint_option,
    Option{.name = "event",
           .placeholder = "SAMPLE",
           .help = "which sample to send: success, failure or moderated",
           .fallback = "success"},
    Option{.name = "body",
           .placeholder = "FILE",
           .help = "send this body instead of a sample; - is stdin",
           .suggest = Suggest::file},
    header_option,
    headers_option,
    Option{.name = "id",
           .placeholder = "ID",
           .help = "the event id, the same on every attempt",
           .otherwise = "a fresh one"},
    Option{.name = "schedule",
           .placeholder = "DELAYS",
           .help = "retry after these delays: 1s,5s,30s",
           .otherwise = "the provider's"},
    Option{.name = "speed",
           .placeholder = "FACTOR",
           .help = "shorten the waits by this factor: 60 makes minutes of hours",
           .fallback = "1"},
    Option{.name = "seed", .placeholder = "N", .help = "draw the same jitter for the same seed", .fallback = "0"},
    Option{.name = "plan", .help = "print the timetable and send nothing; needs neither endpoint nor secret"},
};

constexpr std::array groups{OptionGroup{"Options", options}, secret_group, private_key_group, output_group};

constexpr std::array<std::string_view, 4> examples{
    "hookctl simulate --provider bfl --plan",
    "hookctl simulate --provider bfl --to http://localhost:3000 --secret-env BFL_SECRET --speed 60",
    "hookctl simulate --provider higgsfield-legacy --to http://localhost:3000 --schedule 1s,5s",
    "hookctl simulate --scheme \"$SCHEME\" --body body.json --to URL --secret-env KEY",
};

constexpr std::string_view details =
    "Every attempt is signed anew with the real time, whatever the speed. Exit codes: 0 delivered,\n"
    "1 given up or refused for good, 3 when no attempt found anybody listening.";

/// The provider's schedule, or its rules with the delays of `--schedule`. The delays live in `delays`.
Result<retry::Schedule> read_schedule(const Settings& settings, const provider::Provider& row,
                                      std::vector<Millis>& delays) {
  auto schedule = row.retries;
  const auto text = settings.text("schedule");
  if (!text) return schedule;
  for (const auto part : split(*text, ',')) {
    const auto delay = parse_duration(trim(part));
    if (!delay) return settings.blame("schedule", delay.error());
    delays.push_back(*delay);
  }
  schedule.delays = delays;
  schedule.window.reset();
  schedule.large_body.reset();
  schedule.jitter = 0;
  schedule.documented = retry::Documented::no;
  schedule.source = "--schedule";
  schedule.note = "the delays are yours, the other rules the provider's";
  return schedule;
}

/// The request with the body of `--body`, else a sample.
Result<Request> unsigned_request(Env& env, const Settings& settings, const provider::Provider& row) {
  if (const auto path = settings.text("body")) {
    auto body = read_body(env, *path);
    if (!body) return settings.blame("body", body.error());
    return flow::request_of(row, *std::move(body));
  }
  auto sample = flow::sample_request(row, *settings.text("event"), settings.text("id").value_or(""), env.clock.now());
  if (!sample) return settings.blame("event", sample.error());
  return sample;
}

Result<Request> read_request(Env& env, const Settings& settings, const provider::Provider& row) {
  const auto headers = read_headers(env, settings);
  if (!headers) return headers.error();
  auto request = unsigned_request(env, settings, row);
  if (!request) return request.error();
  for (const auto& [name, value] : *headers) request->headers.set(name, value);
  return request;
}

/// The id of the event: the given one, else what the provider's row reads from the request, else a fresh one.
std::string event_id(const Settings& settings, const provider::Provider& row, const Request& request, Instant now) {
  if (const auto id = settings.text("id")) return *id;
  const auto own = provider::read_event(row, request).id;
  return own.empty() ? flow::fresh_event_id(now) : own;
}

Result<double> read_speed(const Settings& settings) {
  const auto text = *settings.text("speed");
  const auto speed = parse_number(text, 1, 1'000'000);
  if (!speed) return settings.blame("speed", speed.error());
  return static_cast<double>(*speed);
}

bool nobody_listened(const flow::SimulateSummary& summary) {
  return std::all_of(summary.attempts.begin(), summary.attempts.end(),
                     [](const flow::Attempt& attempt) { return attempt.ending == flow::Ending::failed; });
}

Exit end(Env& env, const Settings& settings, const flow::SimulateSummary& summary) {
  if (!summary.finish) return exit_of_signal(env);
  if (*summary.finish == retry::Finish::delivered) return Exit::ok;
  return nobody_listened(summary) ? fail_unreachable(env, settings) : Exit::failed;
}

Exit print_plan(Env& env, const Settings& settings, const provider::Provider& row, const retry::Schedule& schedule) {
  env.out.write(settings.flag("json") ? report::plan_json(schedule) : report::plan_text(row, schedule));
  return Exit::ok;
}

Exit deliver(Env& env, const Settings& settings, const provider::Catalogue& catalogue, const provider::Provider& row,
             const retry::Schedule& schedule) {
  const auto endpoint = read_endpoint(settings);
  if (!endpoint) return fail(env, endpoint.error());
  const auto speed = read_speed(settings);
  if (!speed) return fail(env, speed.error());
  const auto seed = settings.number("seed", 0, UINT64_MAX);
  if (!seed) return fail(env, seed.error());
  const auto keyring = read_keyring(simulate_command, settings, env, catalogue);
  if (!keyring) return fail(env, keyring.error());
  const auto request = read_request(env, settings, row);
  if (!request) return fail(env, request.error());

  const bool json = settings.flag("json");
  const auto colour = colour_of(settings, env, env.out);
  ScaledClock schedule_clock(env.clock, *speed);
  const auto summary = flow::simulate(
      {.provider = row,
       .endpoint = *endpoint,
       .schedule = schedule,
       .keys = keyring->of(row.name),
       .request = flow::retargeted(*request, *endpoint),
       .id = event_id(settings, row, *request, env.clock.now()),
       .seed = *seed},
      [&](const flow::Attempt& attempt) {
        env.out.write(json ? report::attempt_json(attempt) : report::simulated_text(attempt, colour));
      },
      schedule_clock, env.clock, env.stop());
  if (!summary) return fail(env, summary.error());
  env.out.write(json ? report::simulate_summary_json(*summary) : report::simulate_summary_text(*summary, row, colour));
  return end(env, settings, *summary);
}

Exit run_simulate(Env& env, const Settings& settings) {
  const auto catalogue = read_catalogue(simulate_command, settings);
  if (!catalogue) return fail(env, catalogue.error());
  const auto row = required_provider(settings, *catalogue);
  if (!row) return fail(env, row.error());
  std::vector<Millis> delays;
  const auto schedule = read_schedule(settings, **row, delays);
  if (!schedule) return fail(env, schedule.error());
  if (settings.flag("plan")) return print_plan(env, settings, **row, *schedule);
  return deliver(env, settings, *catalogue, **row, *schedule);
}

}  // namespace

const Command simulate_command{
    .name = "simulate",
    .summary = "behave like a provider: deliver with its retry schedule",
    .groups = groups,
    .examples = examples,
    .details = details,
    .run = run_simulate,
};

}  // namespace hookctl::cli
