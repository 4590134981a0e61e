#include <fmt/format.h>

#include <array>
#include <map>

#include "capture/new_file.h"
#include "cli/color.h"
#include "cli/commands.h"
#include "cli/output_options.h"
#include "cli/say.h"
#include "cli/settings.h"
#include "report/deliveries.h"
#include "retry/fit.h"

namespace hookctl::cli {
namespace {

constexpr std::array arguments{
    Argument{.name = "FILE",
             .help = "the capture log; captures.jsonl when none is named",
             .count = Count::at_most_one,
             .suggest = Suggest::file},
};

constexpr std::array options{
    Option{.name = "fit", .help = "learn each provider's retry schedule from the gaps"},
    Option{.name = "provider",
           .placeholder = "NAME",
           .help = "only deliveries of this provider",
           .suggest = Suggest::provider},
    Option{.name = "profile-out",
           .placeholder = "FILE",
           .help = "write the learned schedule as providers of a hookctl.json; with --fit",
           .suggest = Suggest::file},
};

constexpr std::array groups{OptionGroup{"Options", options}, output_group};

constexpr std::array<std::string_view, 2> examples{
    "hookctl captures attempts",
    "hookctl captures attempts night.jsonl --fit --provider higgsfield --profile-out higgsfield.json",
};

constexpr std::string_view details =
    "To learn a schedule that nobody publishes, refuse everything for as long as the provider tries:\n"
    "hookctl listen --respond 500 -o night.jsonl";

using Deliveries = std::vector<capture::SeenDelivery>;

Deliveries of_provider(Deliveries all, const std::optional<std::string>& provider) {
  if (provider) std::erase_if(all, [&](const auto& each) { return each.event.provider != *provider; });
  return all;
}

std::map<std::string, std::vector<retry::Observed>> observed_by_provider(const Deliveries& deliveries, Instant until) {
  std::map<std::string, std::vector<retry::Observed>> by_provider;
  for (const auto& delivery : deliveries) {
    retry::Observed observed{.accepted = delivery.accepted(), .watched_until = until};
    for (const auto& attempt : delivery.attempts) observed.attempts.push_back(attempt.at);
    by_provider[delivery.event.provider].push_back(std::move(observed));
  }
  return by_provider;
}

Result<void> write_profile(const std::string& path, const std::string& profile) {
  auto file = capture::NewFile::create(path);
  if (!file) return file.error();
  if (const auto written = file->write(profile); !written) return written;
  return file->keep();
}

/// Prints what was learned of each provider. Of one nothing may be learned yet, unless it is the only one.
Result<void> print_fits(Env& env, const Settings& settings, const Deliveries& deliveries, Instant until) {
  const auto by_provider = observed_by_provider(deliveries, until);
  std::string profile;
  std::optional<Error> nothing = Error{"there are no deliveries to learn from", "name another log, or provider"};
  for (const auto& [provider, observed] : by_provider) {
    const auto found = retry::fit(observed);
    if (!found) {
      if (by_provider.size() == 1) return found.error();
      continue;
    }
    nothing.reset();
    env.out.write(settings.flag("json") ? report::fit_json(provider, *found) : report::fit_text(provider, *found));
    if (!profile.empty() && settings.given("profile-out")) {
      return Error{"a profile holds one provider, and there are several", "name it with --provider NAME"};
    }
    profile = report::profile_json(provider, *found);
  }
  if (nothing) return *nothing;
  if (const auto path = settings.text("profile-out")) return write_profile(*path, profile);
  return {};
}

Exit run_attempts(Env& env, const Settings& settings) {
  if (settings.given("profile-out") && !settings.flag("fit")) {
    return fail(env, {"--profile-out writes what --fit learns", "add --fit"});
  }
  auto seen = capture::deliveries_in(settings.argument("FILE").value_or("captures.jsonl"));
  if (!seen) return fail(env, seen.error());
  const auto deliveries = of_provider(std::move(seen->deliveries), settings.text("provider"));
  const auto colour = colour_of(settings, env, env.out);
  for (const auto& each : deliveries) {
    if (env.out.closed()) break;
    env.out.write(settings.flag("json") ? report::delivery_json(each) : report::delivery_text(each, colour));
  }
  for (const auto& damage : seen->damage) warn(env, to_text(damage));
  if (settings.flag("fit")) {
    if (const auto fitted = print_fits(env, settings, deliveries, seen->until); !fitted) {
      return fail(env, fitted.error());
    }
  }
  return seen->damage.empty() ? Exit::ok : Exit::usage;
}

}  // namespace

const Command captures_attempts_command{
    .name = "captures attempts",
    .summary = "the attempts of each delivery, and the schedule behind them",
    .arguments = arguments,
    .groups = groups,
    .examples = examples,
    .details = details,
    .run = run_attempts,
};

}  // namespace hookctl::cli
