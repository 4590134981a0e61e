#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

#include "capture/select.h"
#include "cli/color.h"
#include "cli/commands.h"
#include "cli/endpoint_option.h"
#include "cli/forge_list.h"
#include "cli/keys.h"
#include "cli/output_options.h"
#include "cli/provider_option.h"
#include "cli/say.h"
#include "cli/secrets.h"
#include "cli/settings.h"
#include "flow/replay.h"
#include "report/attempts.h"

namespace hookctl::cli {
namespace {

constexpr std::array arguments{
    Argument{.name = "CAPTURE",
             .help = "FILE#3 or FILE#<id>, or FILE for every capture of a log",
             .count = Count::any,
             .suggest = Suggest::capture},
};

constexpr std::array options{
    endpoint_option,
    Option{.name = "sign", .help = "sign anew: same id, fresh timestamp"},
    Option{.name = "forge",
           .placeholder = "KIND[,KIND…]",
           .help = "send forgeries between two genuine deliveries: names of --forge list, or all"},
    provider_option,
    scheme_option,
    Option{.name = "expect",
           .placeholder = "STATUS",
           .help = "the answers that are right: 2xx, 200, 200,202",
           .fallback = "2xx"},
    Option{.name = "deadline",
           .placeholder = "TIME",
           .help = "how long one attempt may take",
           .otherwise = "the provider's, else 30s"},
    Option{.name = "seed", .placeholder = "N", .help = "forge the same bytes for the same seed", .fallback = "0"},
};

constexpr std::array groups{OptionGroup{"Options", options}, secret_group, private_key_group, output_group};

constexpr std::array<std::string_view, 5> examples{
    "hookctl replay captures.jsonl#1 --to http://localhost:3000/hook",
    "hookctl replay captures.jsonl --to http://localhost:3000 --sign --secret-env BFL_SECRET",
    "hookctl replay captures.jsonl#1 --to http://localhost:3000 --forge all --secret-env BFL_SECRET",
    "hookctl replay --forge list --provider bfl",
    "hookctl replay captures.jsonl#1 --to URL --sign --scheme \"$SCHEME\" --secret-env KEY",
};

constexpr std::string_view details =
    "An endpoint without a path (http://localhost:3000) keeps the path of each capture.\n\n"
    "With --forge the exit code is 1 when the endpoint accepts a forgery, refuses the genuine delivery,\n"
    "or answers a forgery with 5xx. A forgery that the provider's scheme cannot tell from the real thing\n"
    "is listed with the reason.";

Error no_capture() { return {"missing argument CAPTURE", "usage: hookctl replay CAPTURE... --to URL"}; }

Result<std::vector<capture::Capture>> read_captures(const Settings& settings) {
  std::vector<capture::Capture> all;
  for (const auto& which : settings.arguments("CAPTURE")) {
    auto some = capture::select(capture::parse_selector(which));
    if (!some) return some.error();
    std::move(some->begin(), some->end(), std::back_inserter(all));
  }
  if (all.empty()) return Error{"there is nothing to replay", "the log holds no capture"};
  return all;
}

Result<flow::ReplayOptions> read_options(const Settings& settings, Env& env, const provider::Catalogue& catalogue) {
  auto endpoint = read_endpoint(settings);
  if (!endpoint) return endpoint.error();
  const auto provider = read_provider(settings, catalogue);
  if (!provider) return provider.error();
  auto keys = read_keyring(replay_command, settings, env, catalogue);
  if (!keys) return keys.error();
  auto expect = flow::Expectation::parse(*settings.text("expect"));
  if (!expect) return settings.blame("expect", expect.error());
  const auto seed = settings.number("seed", 0, UINT64_MAX);
  if (!seed) return seed.error();
  flow::ReplayOptions replay{.endpoint = *std::move(endpoint),
                             .signing = settings.flag("sign") ? flow::Signing::anew : flow::Signing::as_was,
                             .provider = *provider,
                             .known = catalogue.rows(),
                             .keys = *std::move(keys),
                             .expect = *std::move(expect),
                             .seed = *seed};
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

/// What was redacted goes out with placeholders, so the signature it came with cannot be right any more.
void warn_of_redacted(Env& env, std::span<const capture::Capture> captures, const flow::ReplayOptions& replay) {
  if (replay.signing == flow::Signing::anew || !replay.forgeries.empty()) return;
  const auto redacted = std::count_if(captures.begin(), captures.end(),
                                      [](const capture::Capture& each) { return !each.redacted.empty(); });
  if (redacted == 0) return;
  warn(env, fmt::format("{} of {} captures were redacted, so their signatures cannot match; sign anew with --sign",
                        redacted, captures.size()));
}

Exit exit_of(const Env& env, const flow::ReplaySummary& summary) {
  if (summary.stopped) return exit_of_signal(env);
  if (summary.failed > 0) return Exit::failed;
  return summary.unknown > 0 ? Exit::unknown : Exit::ok;
}

Exit run_replay(Env& env, const Settings& settings) {
  const auto catalogue = read_catalogue(replay_command, settings);
  if (!catalogue) return fail(env, catalogue.error());
  if (settings.text("forge") == "list") return print_forgeries(env, settings, *catalogue);
  if (settings.arguments("CAPTURE").empty()) return fail(env, no_capture());
  const auto replay = read_options(settings, env, *catalogue);
  if (!replay) return fail(env, replay.error());
  const auto captures = read_captures(settings);
  if (!captures) return fail(env, captures.error());
  warn_of_redacted(env, *captures, *replay);
  const bool json = settings.flag("json");
  const auto colour = colour_of(settings, env, env.out);
  const flow::ReplayObserver observer{
      .attempt =
          [&](const flow::Attempt& attempt) {
            env.out.write(json ? report::attempt_json(attempt) : report::replayed_text(attempt, colour));
          },
      .skipped =
          [&](const flow::Skipped& skipped) {
            env.out.write(json ? report::skipped_json(skipped) : report::skipped_text(skipped, colour));
          }};
  const auto summary = flow::replay(*captures, *replay, observer, env.clock, env.stop());
  if (!summary) return fail(env, summary.error());
  env.out.write(json ? report::replay_summary_json(*summary) : report::replay_summary_text(*summary, colour));
  if (summary->unreachable && !summary->stopped) return fail_unreachable(env, settings);
  return exit_of(env, *summary);
}

}  // namespace

const Command replay_command{
    .name = "replay",
    .summary = "send captures to an endpoint: as they were, re-signed or forged; judge the answers",
    .arguments = arguments,
    .groups = groups,
    .examples = examples,
    .details = details,
    .run = run_replay,
};

}  // namespace hookctl::cli
