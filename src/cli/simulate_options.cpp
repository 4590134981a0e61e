#include "cli/simulate_options.h"

#include <charconv>

#include "cli/endpoint_option.h"
#include "cli/provider_option.h"
#include "cli/simulate_events.h"
#include "cli/simulate_schedule.h"
#include "flow/hop.h"
#include "flow/prepared.h"
#include "flow/plain_row.h"
#include "flow/scenario.h"

namespace hookctl::cli {
namespace {

Result<std::optional<Millis>> read_given_duration(const Settings& settings, std::string_view name) {
  if (!settings.given(name)) return std::optional<Millis>{};
  const auto duration = settings.duration(name);
  if (!duration) return duration.error();
  return std::optional(*duration);
}

/// How much waits are shortened; nothing where there are none.
Result<std::optional<double>> read_speed(const Settings& settings, const Target& target) {
  const auto text = settings.text("speed");
  if (settings.flag("instant") || (!text && target.own)) return std::optional<double>{};
  if (!text) return std::optional(1.0);
  double speed = 0;
  const auto* end = text->data() + text->size();
  const auto [read, problem] = std::from_chars(text->data(), end, speed, std::chars_format::fixed);
  if (problem == std::errc{} && read == end && speed >= 0.001 && speed <= 1'000'000) return std::optional(speed);
  return settings.blame("speed", {"cannot use this as a factor", "write a number from 0.001 to 1000000"});
}

Result<flow::Mishaps> read_mishaps(const Settings& settings) {
  const auto outage = read_given_duration(settings, "outage");
  if (!outage) return outage.error();
  return flow::Mishaps{.outage = outage->value_or(Millis{0}),
                       .first_attempt = settings.flag("crash-after-accept") ? flow::Hearing::cut : flow::Hearing::heard,
                       .afterwards = settings.text("then") ? flow::Afterwards::duplicate : flow::Afterwards::nothing};
}

Result<flow::DeliveryGoal> read_goal(const Settings& settings, const Target& target) {
  auto text = settings.text("expect");
  const auto name = settings.text("scenario");
  if (!text && name) {
    const auto scenario = flow::scenario_named(*name);
    if (!scenario) return settings.blame("scenario", scenario.error());
    text = target.own ? scenario->own_goal : scenario->app_goal;
  }
  if (!text) return flow::DeliveryGoal();
  auto goal = flow::DeliveryGoal::parse(*text);
  if (!goal) return settings.blame("expect", goal.error());
  return goal;
}

}  // namespace

Result<Deliverer> read_deliverer(const Settings& settings, provider::Catalogue& catalogue) {
  const auto of_profile = read_profile(settings, catalogue);
  if (!of_profile) return of_profile.error();
  auto captured = read_one_capture(settings);
  if (!captured) return captured.error();
  const auto named = read_provider(settings, catalogue);
  if (!named) return named.error();
  const auto* row = *named;
  if (row == nullptr && !of_profile->empty()) row = catalogue.find(*of_profile);
  if (row == nullptr && *captured) row = sender_of(**captured, catalogue.rows());
  if (row == nullptr && (settings.given("schedule") || settings.given("scenario"))) row = &flow::plain_row;
  if (row == nullptr) {
    return Error{"no provider is named",
                 "give one with --provider NAME (see: hookctl providers list), or a --schedule of your own"};
  }
  return Deliverer{*row, *std::move(captured)};
}

Result<Target> open_target(const Settings& settings, const provider::Provider& row, wire::Loop& loop) {
  const auto name = settings.text("scenario");
  if (settings.text("to") || !name) {
    auto endpoint = read_endpoint(settings);
    if (!endpoint) return endpoint.error();
    return Target{*std::move(endpoint)};
  }
  const auto scenario = flow::scenario_named(*name);
  if (!scenario) return settings.blame("scenario", scenario.error());
  auto script = flow::AnswerScript::parse(scenario->script, {});
  if (!script) return script.error();
  auto own = flow::OwnApp::open(loop, row, *std::move(script));
  if (!own) return own.error();
  auto endpoint = own->endpoint();
  return Target{std::move(endpoint), *std::move(own)};
}

Result<flow::SimulateOptions> read_simulate_options(Env& env, const Settings& settings, const Deliverer& deliverer,
                                                    const retry::Schedule& schedule, const flow::Keyring& keyring,
                                                    const Target& target) {
  auto events = read_events(env, settings, deliverer.row, deliverer.captured);
  if (!events) return events.error();
  for (auto& event : *events) event.request = flow::retargeted(event.request, target.endpoint);
  const auto seed = settings.number("seed", 0, UINT64_MAX);
  if (!seed) return seed.error();
  const auto speed = read_speed(settings, target);
  if (!speed) return speed.error();
  const auto concurrency = settings.number("concurrency", 1, 10'000);
  if (!concurrency) return concurrency.error();
  const auto mishaps = read_mishaps(settings);
  if (!mishaps) return mishaps.error();
  auto goal = read_goal(settings, target);
  if (!goal) return goal.error();
  const auto max_latency = read_given_duration(settings, "max-latency");
  if (!max_latency) return max_latency.error();
  auto url = flow::url_of(target.endpoint, events->front().request.target);
  const auto body_size = events->front().request.body.size();
  return flow::SimulateOptions{.provider = deliverer.row,
                               .schedule = retry::for_body(schedule, body_size),
                               .keys = keyring.of(deliverer.row.name),
                               .events = *std::move(events),
                               .url = std::move(url),
                               .seed = *seed,
                               .speed = *speed,
                               .concurrency = *concurrency,
                               .mishaps = *mishaps,
                               .goal = *std::move(goal),
                               .max_latency = *max_latency};
}

}  // namespace hookctl::cli
