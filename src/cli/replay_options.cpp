#include "cli/replay_options.h"

#include <fmt/format.h>

#include <array>
#include <iterator>
#include <optional>
#include <utility>

#include "base/units.h"
#include "capture/select.h"
#include "cli/condition_option.h"
#include "cli/endpoint_option.h"
#include "cli/expect_options.h"
#include "cli/foreign_file.h"
#include "cli/keys.h"
#include "cli/provider_option.h"
#include "cli/read_fixtures.h"
#include "cli/request_options.h"
#include "cli/secrets.h"
#include "flow/event_key.h"
#include "flow/private_host.h"

namespace hookctl::cli {
namespace {

constexpr std::uint64_t most_repeats = 1'000'000;
constexpr std::uint64_t usual_on_schedule = 64;

struct Clash {
  std::string_view one;
  std::string_view other;
  std::string_view why;
};

constexpr std::array clashes{
    Clash{"forge", "times", "forgeries go out once, between two controls"},
    Clash{"forge", "duplicate", "forgeries go out once, between two controls"},
    Clash{"forge", "concurrency", "forgeries go out one after the other"},
    Clash{"forge", "rate", "forgeries go out one after the other"},
    Clash{"forge", "pace", "forgeries go out one after the other"},
    Clash{"forge", "shuffle", "forgeries go out between two controls"},
    Clash{"forge", "id", "forgeries are of the capture's own id"},
    Clash{"forge", "timestamp", "forgeries choose their own time"},
    Clash{"suite", "forge", "a suite has its own order"},
    Clash{"suite", "times", "a suite has its own order"},
    Clash{"suite", "rate", "a suite has its own pace"},
    Clash{"suite", "pace", "a suite has its own pace"},
    Clash{"suite", "shuffle", "a suite has its own order"},
    Clash{"suite", "id", "a suite delivers events of ids that are new"},
    Clash{"suite", "timestamp", "a suite chooses its own time"},
    Clash{"suite", "dry-run", "what a suite sends depends on the answers"},
    Clash{"rate", "pace", "each says when a request is due"},
    Clash{"pace", "shuffle", "shuffled captures have no pauses of their own"},
};

bool is_set(const Settings& settings, std::string_view name) {
  return settings.given(name) && (name != "shuffle" || settings.flag(name));
}

Result<void> check_together(const Settings& settings) {
  for (const auto& clash : clashes) {
    if (is_set(settings, clash.one) && is_set(settings, clash.other)) {
      return Error{fmt::format("--{} and --{} do not go together", clash.one, clash.other), std::string(clash.why)};
    }
  }
  for (const std::string_view name : {"id", "timestamp"}) {
    if (settings.given(name) && !settings.flag("sign")) {
      return settings.blame(name, {"only a fresh signature can be for another id or time", "add --sign"});
    }
  }
  return {};
}

Result<flow::Edits> read_edits(const Settings& settings, Env& env) {
  flow::Edits edits{.dropped = settings.all("drop-header")};
  if (auto path = settings.text("body")) {
    auto body = read_body(env, path->starts_with('@') ? path->substr(1) : *path);
    if (!body) return settings.blame("body", body.error());
    edits.body = *std::move(body);
  }
  struct Kind {
    std::string_view name;
    Result<flow::MemberEdit> (*parse)(std::string_view);
  };
  for (const auto& [name, parse] : {Kind{"set", flow::parse_set}, Kind{"unset", flow::parse_unset}}) {
    for (const auto& text : settings.all(name)) {
      auto edit = parse(text);
      if (!edit) return settings.blame(name, edit.error());
      edits.members.push_back(*std::move(edit));
    }
  }
  auto headers = read_given_headers(settings);
  if (!headers) return headers.error();
  edits.headers = *std::move(headers);
  return edits;
}

Result<flow::Restamp> read_restamp(const Settings& settings) {
  flow::Restamp restamp;
  flow::read_id_rule(settings.text("id").value_or("keep"), restamp);
  const auto read = flow::read_time_rule(settings.text("timestamp").value_or("now"), restamp);
  if (!read) return settings.blame("timestamp", read.error());
  return restamp;
}

Result<flow::Pace> read_pace(const Settings& settings, std::uint64_t seed) {
  flow::Pace pace{.as_recorded = settings.given("pace")};
  const auto rounds = settings.number("times", 1, most_repeats);
  if (!rounds) return rounds.error();
  const auto copies = settings.number("duplicate", 1, most_repeats / *rounds);
  if (!copies) return copies.error();
  pace.rounds = *rounds;
  pace.copies = *copies;
  if (settings.flag("shuffle")) pace.shuffle_seed = seed;
  if (const auto text = settings.text("rate")) {
    const auto rate = flow::parse_rate(*text);
    if (!rate) return settings.blame("rate", rate.error());
    pace.rate = *rate;
  }
  if (pace.rate || pace.as_recorded) pace.concurrency = usual_on_schedule;
  if (settings.given("concurrency")) {
    const auto concurrency = settings.number("concurrency", 1, 10'000);
    if (!concurrency) return concurrency.error();
    pace.concurrency = *concurrency;
  }
  if (settings.flag("keep-alive")) pace.connections = flow::ConnectionsOf::run;
  if (settings.given("wait-for")) {
    const auto wait_for = settings.duration("wait-for");
    if (!wait_for) return wait_for.error();
    pace.wait_for = *wait_for;
  }
  return pace;
}

Result<wire::Endpoint> read_private_endpoint(const Settings& settings) {
  auto endpoint = read_endpoint(settings);
  if (!endpoint) return endpoint.error();
  const auto allowed = settings.all("allow-host");
  if (const auto may = flow::check_host(endpoint->host, allowed); !may) return settings.blame("to", may.error());
  return endpoint;
}

/// Where a suite puts the ids of its events: `/request_id`, a header's name, or nowhere; none: where the provider does.
Result<std::optional<std::string>> read_event_id(const Settings& settings) {
  const auto key = settings.text("key");
  if (!key || *key == "provider") return std::optional<std::string>();
  if (const auto known = flow::EventKey::parse(*key); !known) return settings.blame("key", known.error());
  return std::optional(*key == "body-hash" ? "" : key->substr(key->find(':') + 1));
}

flow::PathOf read_path(const Settings& settings) {
  const auto word = settings.text("path");
  if (!word) return flow::PathOf::endpoint_or_capture;
  return *word == "keep" ? flow::PathOf::capture : flow::PathOf::endpoint;
}

}  // namespace

Result<flow::Recordings> read_recordings(const Settings& settings, Env& env, std::span<const provider::Provider> known,
                                         flow::AssetServer& assets) {
  const auto condition = read_condition(settings, "filter");
  if (!condition) return condition.error();
  flow::Recordings recordings;
  bool any = false;
  const auto wanted = [&](const capture::Capture& capture) {
    any = true;
    return !*condition || (*condition)->holds(capture);
  };
  for (const auto& which : settings.arguments("CAPTURE")) {
    const auto added = means_fixtures(which) ? add_fixtures(recordings, which, settings, env, known, assets, wanted)
                                             : add_recordings(recordings, env, capture::parse_selector(which), wanted);
    if (!added) return added.error();
  }
  if (recordings.size() > 0) return recordings;
  return Error{"there is nothing to replay",
               any ? "--filter holds for none of the captures" : "the log holds no capture"};
}

Result<flow::ReplayOptions> read_replay_options(const Command& command, const Settings& settings, Env& env,
                                                const provider::Catalogue& catalogue) {
  auto endpoint = read_private_endpoint(settings);
  if (!endpoint) return endpoint.error();
  if (const auto sound = check_together(settings); !sound) return sound.error();
  const auto provider = read_provider(settings, catalogue);
  if (!provider) return provider.error();
  auto keys = read_keyring(command, settings, env, catalogue);
  if (!keys) return keys.error();
  auto old_secret = read_old_secret(settings, env);
  if (!old_secret) return old_secret.error();
  auto expect = read_expectations(settings);
  if (!expect) return expect.error();
  const auto seed = settings.number("seed", 0, UINT64_MAX);
  if (!seed) return seed.error();
  auto edits = read_edits(settings, env);
  if (!edits) return edits.error();
  auto restamp = read_restamp(settings);
  if (!restamp) return restamp.error();
  auto pace = read_pace(settings, *seed);
  if (!pace) return pace.error();
  auto event_id = read_event_id(settings);
  if (!event_id) return event_id.error();
  flow::ReplayOptions replay{.endpoint = *std::move(endpoint),
                             .path = read_path(settings),
                             .edits = *std::move(edits),
                             .signing = settings.flag("sign") ? flow::Signing::anew : flow::Signing::as_was,
                             .restamp = *std::move(restamp),
                             .provider = *provider,
                             .known = catalogue.rows(),
                             .keys = *std::move(keys),
                             .old_secret = *std::move(old_secret),
                             .event_id = *std::move(event_id),
                             .expect = *std::move(expect),
                             .seed = *seed,
                             .pace = *pace};
  if (const auto names = settings.text("forge")) {
    auto forgeries = forge::forgeries_named(*names);
    if (!forgeries) return settings.blame("forge", forgeries.error());
    replay.forgeries = *std::move(forgeries);
  }
  if (settings.given("deadline")) {
    const auto deadline = settings.duration("deadline");
    if (!deadline) return deadline.error();
    replay.deadline = *deadline;
  }
  return replay;
}

}  // namespace hookctl::cli
