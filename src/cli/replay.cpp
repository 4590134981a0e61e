#include <fmt/format.h>

#include <array>

#include "cli/commands.h"
#include "cli/editor.h"
#include "cli/endpoint_option.h"
#include "cli/forge_list.h"
#include "cli/keys.h"
#include "cli/output_options.h"
#include "cli/provider_option.h"
#include "cli/replay_dry_run.h"
#include "cli/replay_options.h"
#include "cli/replay_output.h"
#include "cli/replay_rows.h"
#include "cli/replay_run.h"
#include "cli/say.h"
#include "cli/secrets.h"
#include "cli/settings.h"
#include "cli/throwaway.h"
#include "flow/replay.h"

namespace hookctl::cli {
namespace {

constexpr std::array arguments{
    Argument{.name = "CAPTURE",
             .help = "FILE#3, FILE#3-7 or FILE#<id>, or FILE for all: a capture log, HAR, raw requests (.http) or curl "
                     "command lines; NAME.hook.json, or a folder of fixtures; - is stdin",
             .count = Count::any,
             .suggest = Suggest::capture},
};

constexpr std::array groups{OptionGroup{"Sending", replay_rows::sending},
                            OptionGroup{"Changes", replay_rows::editing},
                            OptionGroup{"Signing", replay_rows::signing},
                            OptionGroup{"Pace", replay_rows::pacing},
                            OptionGroup{"Judging", replay_rows::judging},
                            secret_group,
                            old_secret_group,
                            private_key_group,
                            output_group};

constexpr std::array<std::string_view, 10> examples{
    "hookctl replay captures.jsonl#1 --to http://localhost:3000/hook",
    "hookctl replay captures.jsonl --to http://localhost:3000 --sign --secret-env BFL_SECRET",
    "hookctl replay captures.jsonl#1 --to URL --set /status=Error --unset /result --sign",
    "hookctl replay captures.jsonl#1 --to URL --duplicate 5 --concurrency 5 --report junit=hooks.xml",
    "hookctl replay captures.jsonl --to URL --filter status=failed --rate 10/s --wait-for 30s",
    "hookctl replay captures.jsonl#1 --to http://localhost:3000 --forge all --secret-env BFL_SECRET",
    "hookctl replay hooks/ --to http://localhost:3000/hook --secret-env TEST_SECRET",
    "hookctl replay captures.jsonl#1 --to URL --suite idempotency --probe 'curl -s localhost:9/count'",
    "hookctl replay --forge list --provider bfl",
    "hookctl replay captures.jsonl#1 --to URL --sign --scheme \"$SCHEME\" --secret-env KEY",
};

constexpr std::string_view details =
    "An endpoint without a path (http://localhost:3000) keeps the path of each capture. Redirects are\n"
    "answers and never followed. Private are loopback, private and link-local addresses, names without\n"
    "a dot, and those under localhost, local, internal, test and home.arpa.\n\n"
    "An answer that never came after bytes were sent is unknown (exit 4): the endpoint may have done\n"
    "its work. With --sign, --provider sends a body as another provider would.\n\n"
    "With --forge the exit code is 1 when the endpoint accepts a forgery, refuses the genuine delivery,\n"
    "or answers a forgery with 5xx. A forgery that the provider's scheme cannot tell from the real thing\n"
    "is listed with the reason.\n\n"
    "--suite idempotency delivers events that the app has not seen, each of them again in another way:\n"
    "after success, after a timeout, with a fresh timestamp, at once (--duplicate N), out of order. A\n"
    "duplicate wants a 2xx, and --probe, a shell command that prints a count, tells how often the app\n"
    "acted.\n\n"
    "On GitHub Actions what went wrong is annotated, and a table goes into the job's summary.";

Error no_capture() { return {"missing argument CAPTURE", "usage: hookctl replay CAPTURE... --to URL"}; }

/// What was redacted goes out with placeholders, so the signature it came with cannot be right any more.
void warn_of_redacted(Env& env, const flow::Recordings& recordings, const flow::ReplayOptions& replay) {
  if (replay.signing == flow::Signing::anew || !replay.forgeries.empty() || recordings.redacted() == 0) return;
  warn(env, fmt::format("{} of {} captures were redacted, so their signatures cannot match; sign anew with --sign",
                        recordings.redacted(), recordings.size()));
}

Exit exit_of(const Env& env, const flow::ReplaySummary& summary) {
  if (summary.stopped) return exit_of_signal(env);
  if (summary.failed > 0 || summary.control_refused) return Exit::failed;
  return summary.unknown > 0 ? Exit::unknown : Exit::ok;
}

Exit send_all(Env& env, const Settings& settings, flow::Recordings& recordings, const flow::ReplayOptions& replay) {
  auto reports = Reports::open(settings, env);
  if (!reports) return fail(env, reports.error());
  const auto proof = read_proof(settings, env);
  if (!proof) return fail(env, proof.error());
  ReplayOutput output(env, settings, *std::move(reports));
  const auto summary = run_replay(recordings, replay, *proof, output, env);
  if (!summary) return fail(env, summary.error());
  const auto written = output.end(*summary);
  const auto found =
      summary->unreachable && !summary->stopped ? fail_unreachable(env, settings) : exit_of(env, *summary);
  return written ? found : worst(found, fail(env, written.error()));
}

Exit run_command(Env& env, const Settings& settings) {
  const auto catalogue = read_catalogue(replay_command, settings);
  if (!catalogue) return fail(env, catalogue.error());
  if (settings.text("forge") == "list") return print_forgeries(env, settings, *catalogue);
  if (settings.arguments("CAPTURE").empty()) return fail(env, no_capture());
  auto replay = read_replay_options(replay_command, settings, env, *catalogue);
  if (!replay) return fail(env, replay.error());
  flow::AssetServer assets;
  auto recordings = read_recordings(settings, env, catalogue->rows(), assets);
  if (!recordings) return fail(env, recordings.error());
  if (const auto published = publish_keys(settings, *recordings, *replay); !published) {
    return fail(env, published.error());
  }
  if (settings.flag("edit")) {
    if (const auto edited = edit_by_hand(env, *recordings, replay->edits); !edited) return fail(env, edited.error());
  }
  warn_of_redacted(env, *recordings, *replay);
  if (!settings.flag("dry-run")) {
    const auto stop = env.stop();  // before there is another thread
    assets.start();
    return send_all(env, settings, *recordings, *replay);
  }
  return print_dry_run(env, *recordings, *replay, settings.flag("json") ? DryRunForm::json : DryRunForm::bytes);
}

}  // namespace

const Command replay_command{
    .name = "replay",
    .summary = "send captures to an endpoint, edited, signed or forged if asked; judge the answers",
    .arguments = arguments,
    .groups = groups,
    .examples = examples,
    .details = details,
    .run = run_command,
};

}  // namespace hookctl::cli
