#include "cli/simulate_schedule.h"

#include <fmt/format.h>

#include "cli/project_file.h"
#include "flow/scenario.h"

namespace hookctl::cli {
namespace {

struct OwnTiming {
  std::string text;
  std::string_view option;
  std::optional<std::size_t> retries;
};

Result<std::optional<std::size_t>> read_retries(const Settings& settings) {
  if (!settings.given("retries")) return std::optional<std::size_t>{};
  const auto retries = settings.number("retries", 0, 10'000);
  if (!retries) return retries.error();
  return std::optional<std::size_t>(*retries);
}

/// The timing that is the user's own, where it is.
Result<std::optional<OwnTiming>> own_timing(const Settings& settings) {
  const auto retries = read_retries(settings);
  if (!retries) return retries.error();
  if (const auto text = settings.text("schedule")) return std::optional(OwnTiming{*text, "schedule", *retries});
  const auto name = settings.text("scenario");
  if (!name) return std::optional<OwnTiming>{};
  const auto scenario = flow::scenario_named(*name);
  if (!scenario) return settings.blame("scenario", scenario.error());
  return std::optional(OwnTiming{std::string(scenario->schedule), "scenario", *retries ? *retries : scenario->retries});
}

void forget_sources(retry::Schedule& schedule, std::string_view source) {
  schedule.documented = retry::Documented::no;
  schedule.published = {.timeout = schedule.published.timeout};
  schedule.source = source;
}

Result<void> set_timing(const Settings& settings, retry::Schedule& schedule, ScheduleLists& lists) {
  const auto own = own_timing(settings);
  if (!own) return own.error();
  if (*own) {
    auto timing = retry::parse_timing((*own)->text, (*own)->retries);
    if (!timing) return settings.blame((*own)->option, timing.error());
    lists.delays = std::move(timing->delays);
    schedule.window = timing->window;
    schedule.large_body.reset();
    schedule.jitter = timing->jitter;
    forget_sources(schedule, (*own)->option == "schedule" ? "--schedule" : "--scenario");
    schedule.note = "the delays are yours, the other rules the provider's";
  } else {
    const auto retries = read_retries(settings);
    if (!retries) return retries.error();
    if (!*retries) return {};
    auto delays = retry::this_many(schedule.delays, **retries);
    if (!delays) return settings.blame("retries", delays.error());
    lists.delays = *std::move(delays);
    schedule.published.count = false;
  }
  schedule.delays = lists.delays;
  return {};
}

Result<void> set_rules(const Settings& settings, retry::Schedule& schedule, ScheduleLists& lists) {
  if (const auto text = settings.text("retry-on")) {
    auto triggers = retry::parse_triggers(*text);
    if (!triggers) return settings.blame("retry-on", triggers.error());
    lists.triggers = *std::move(triggers);
    schedule.retry_on = retry::RetryOn{lists.triggers.answers, lists.triggers.without};
    schedule.permanent = {};
  }
  if (const auto text = settings.text("stop-on")) {
    auto statuses = retry::parse_statuses(*text);
    if (!statuses) return settings.blame("stop-on", statuses.error());
    lists.permanent = *std::move(statuses);
    schedule.permanent = lists.permanent;
  }
  if (!settings.given("ack")) return {};
  const auto ack = settings.duration("ack");
  if (!ack) return ack.error();
  if (*ack == Millis{0}) return settings.blame("ack", {"nobody can answer within no time", "write 250ms or 10s"});
  schedule.timeout = *ack;
  schedule.retry_timeout.reset();
  schedule.published.timeout = false;
  return {};
}

}  // namespace

Result<std::string> read_profile(const Settings& settings, provider::Catalogue& catalogue) {
  const auto path = settings.text("profile");
  if (!path) return std::string();
  const auto file = read_project_file(*path, *path);
  if (!file) return file.error();
  if (!*file) return settings.blame("profile", {fmt::format("cannot read '{}': no such file", *path), ""});
  const auto& rows = (*file)->providers;
  if (!rows) {
    return settings.blame("profile", {fmt::format("'{}' holds no providers", *path),
                                      "write one: hookctl captures attempts LOG --fit --profile-out FILE"});
  }
  if (const auto defined = catalogue.define({rows->file, rows->line, rows->text}); !defined) return defined.error();
  std::string only;
  for (const auto& row : catalogue.rows()) {
    if (!row.defined_in.starts_with(*path + ":")) continue;
    if (!only.empty()) return std::string();
    only = row.name;
  }
  return only;
}

Result<retry::Schedule> read_schedule(const Settings& settings, const provider::Provider& row, ScheduleLists& lists) {
  auto schedule = row.retries;
  if (const auto set = set_timing(settings, schedule, lists); !set) return set.error();
  if (const auto set = set_rules(settings, schedule, lists); !set) return set.error();
  return schedule;
}

}  // namespace hookctl::cli
