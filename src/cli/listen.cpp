#include <unistd.h>

#include <array>

#include "capture/encode.h"
#include "cli/background_output.h"
#include "cli/color.h"
#include "cli/commands.h"
#include "cli/keys.h"
#include "cli/output_options.h"
#include "cli/provider_option.h"
#include "cli/request_options.h"
#include "cli/say.h"
#include "cli/secrets.h"
#include "cli/settings.h"
#include "flow/listen.h"
#include "report/listen.h"

namespace hookctl::cli {
namespace {

/// Bodies over this leave their bytes out of the `--json` stream; the log has them.
constexpr capture::BodyLimit shown_body{64 * 1024};

constexpr std::array<std::string_view, 2> sync_words{"disk", "os"};

constexpr std::array<std::string_view, 2> challenge_words{"auto", "off"};

constexpr std::array options{
    Option{.name = "port",
           .letter = 'p',
           .placeholder = "PORT",
           .help = "the port; 0 picks a free one",
           .fallback = "8787"},
    Option{.name = "host", .placeholder = "ADDRESS", .help = "the address to bind", .fallback = "127.0.0.1"},
    Option{.name = "output",
           .letter = 'o',
           .placeholder = "FILE",
           .help = "the capture log",
           .fallback = "captures.jsonl",
           .suggest = Suggest::file},
    Option{.name = "respond",
           .placeholder = "SCRIPT",
           .help = "what to answer, in turn: 500,200 or 500*3,delay=2s:200; 'app' leaves it to the app",
           .otherwise = "200, or app with --forward-to"},
    Option{.name = "forward-to",
           .placeholder = "URL",
           .help = "pass each delivery on and answer what the app answers; a URL without a path keeps the path"},
    provider_option,
    Option{.name = "require-valid", .help = "answer 401 to what does not verify; it is recorded and not forwarded"},
    Option{.name = "max-body", .placeholder = "SIZE", .help = "refuse larger bodies with 413", .fallback = "25MiB"},
    tolerance_option,
    Option{.name = "challenge",
           .placeholder = "WHEN",
           .help = "answer the handshakes by which providers test a new endpoint: auto or off",
           .otherwise = "auto, or off with --respond or --forward-to",
           .suggest = Suggest::words,
           .words = challenge_words},
    Option{.name = "verify-token", .placeholder = "TOKEN", .help = "what the handshake of Meta must bring along"},
    Option{.name = "keep-credentials", .help = "record Authorization, Cookie and the like instead of masking them"},
    Option{.name = "sync",
           .placeholder = "WHEN",
           .help = "answer once the record is on the disk, or once the system has it (os)",
           .fallback = "disk",
           .suggest = Suggest::words,
           .words = sync_words},
};

constexpr std::array goals{
    Option{.name = "count", .placeholder = "N", .help = "end with 0 after this many captures"},
    Option{.name = "until",
           .placeholder = "FIELD=VALUE",
           .help = "end with 0 at a capture for which this holds: status=succeeded, id=gen_1, verdict=failed"},
    Option{.name = "timeout", .placeholder = "TIME", .help = "end after this long; 124 when a goal was not reached"},
};

constexpr std::array groups{OptionGroup{"Options", options}, OptionGroup{"Goals", goals}, secret_group,
                            public_key_group, output_group};

constexpr std::array<std::string_view, 4> examples{
    "hookctl listen --secret-env BFL_WEBHOOK_SECRET --respond 500,200",
    "hookctl listen --forward-to http://localhost:3000",
    "hookctl listen --count 10 --timeout 2m --json",
    "ngrok http 8787    # in another terminal: gives the public URL for the provider",
};

constexpr std::string_view details =
    "Every answer leaves after its record is stored. A delivery that cannot be stored is answered 503,\n"
    "so that the provider sends it again.";

Result<flow::AnswerScript> read_script(const Settings& settings, bool has_app) {
  auto script = flow::AnswerScript::parse(settings.text("respond").value_or(has_app ? "app" : "200"));
  if (!script) return settings.blame("respond", script.error());
  if (script->asks_app() && !has_app) {
    return Error{"--respond leaves an answer to the app, and there is no app", "name it with --forward-to URL"};
  }
  if (!script->asks_app() && has_app) {
    return Error{"--respond answers everything, so --forward-to would never be asked",
                 "let the app answer too, for example: --respond 500,app"};
  }
  return script;
}

Result<std::optional<flow::App>> read_app(const Settings& settings) {
  const auto url = settings.text("forward-to");
  if (!url) return std::optional<flow::App>{};
  auto endpoint = wire::parse_endpoint(*url);
  if (!endpoint) return settings.blame("forward-to", endpoint.error());
  return std::optional(flow::App{*url, *std::move(endpoint)});
}

/// Handshakes are answered unless the script or the app is meant to do it.
flow::Handshakes read_handshakes(const Settings& settings) {
  const bool left = settings.given("respond") || settings.given("forward-to");
  return settings.text("challenge").value_or(left ? "off" : "auto") == "auto" ? flow::Handshakes::answered
                                                                              : flow::Handshakes::left;
}

Result<void> read_goals(const Settings& settings, flow::ListenOptions& listen) {
  if (settings.given("count")) {
    const auto count = settings.number("count", 1, 1'000'000'000);
    if (!count) return count.error();
    listen.count = *count;
  }
  if (const auto text = settings.text("until")) {
    auto condition = flow::Condition::parse(*text);
    if (!condition) return settings.blame("until", condition.error());
    listen.until = *std::move(condition);
  }
  if (settings.given("timeout")) {
    const auto timeout = settings.duration("timeout");
    if (!timeout) return timeout.error();
    listen.timeout = *timeout;
  }
  return {};
}

Result<flow::ListenOptions> read_options(const Settings& settings, Env& env, const provider::Catalogue& catalogue) {
  const auto port = settings.number("port", 0, 65535);
  if (!port) return port.error();
  const auto max_body = settings.size("max-body");
  if (!max_body) return max_body.error();
  auto app = read_app(settings);
  if (!app) return app.error();
  auto script = read_script(settings, app->has_value());
  if (!script) return script.error();
  const auto provider = read_provider(settings, catalogue);
  if (!provider) return provider.error();
  auto keys = read_keyring(listen_command, settings, env, catalogue);
  if (!keys) return keys.error();
  const auto tolerance = read_tolerance(settings);
  if (!tolerance) return tolerance.error();
  flow::ListenOptions listen{
      .receiver = {.host = *settings.text("host"), .port = static_cast<std::uint16_t>(*port)},
      .captures = *settings.text("output"),
      .sync = settings.text("sync") == "os" ? capture::Sync::os : capture::Sync::disk,
      .script = *std::move(script),
      .app = *std::move(app),
      .provider = *provider,
      .known = catalogue.rows(),
      .keys = *std::move(keys),
      .tolerance = *tolerance,
      .admission = settings.flag("require-valid") ? flow::Admission::valid_only : flow::Admission::everything,
      .credentials = settings.flag("keep-credentials") ? flow::Credentials::kept : flow::Credentials::masked,
      .handshakes = read_handshakes(settings),
      .verify_token = settings.text("verify-token").value_or("")};
  listen.receiver.limits.body = *max_body;
  if (const auto goals_read = read_goals(settings, listen); !goals_read) return goals_read.error();
  return listen;
}

report::Ready ready_at(const flow::ListenOptions& listen, std::uint16_t port) {
  return {.host = listen.receiver.host, .port = port, .captures = listen.captures, .pid = static_cast<int>(getpid())};
}

template <typename Record>
std::string record_line(const Record& record) {
  std::string line;
  capture::append_record(line, record);
  return line;
}

flow::ListenObserver json_observer(Env& env, BackgroundOutput& out, const flow::ListenOptions& listen) {
  return {
      .ready = [&out, &listen](std::uint16_t port) { out.write(report::ready_json(ready_at(listen, port))); },
      .captured =
          [&out](const flow::Told& told) {
            std::string line;
            capture::append_record(line, told.capture, shown_body);
            out.write(line);
          },
      .outcome = [&out](const capture::Capture&, const capture::Outcome& outcome) { out.write(record_line(outcome)); },
      .refused = [&out](const capture::Refused& refused) { out.write(record_line(refused)); },
      .trouble = [&env](const Error& error) { warn(env, error.message); },
      .heard = [&out] { return !out.closed(); }};
}

flow::ListenObserver text_observer(Env& env, BackgroundOutput& out, const flow::ListenOptions& listen,
                                   report::Colour colour) {
  return {
      .ready = [&out, &listen](std::uint16_t port) { out.write(report::ready_text(ready_at(listen, port))); },
      .captured = [&out, colour](const flow::Told& told) { out.write(report::capture_text(told, colour)); },
      .outcome = [&out, colour](
                     const capture::Capture& capture,
                     const capture::Outcome& outcome) { out.write(report::outcome_text(capture, outcome, colour)); },
      .refused = [&out, colour](const capture::Refused& refused) { out.write(report::refused_text(refused, colour)); },
      .trouble = [&env](const Error& error) { warn(env, error.message); },
      .heard = [&out] { return !out.closed(); }};
}

Exit exit_of_end(const Env& env, const flow::ListenOptions& listen, flow::EndReason reason) {
  const bool has_goal = listen.count || listen.until;
  switch (reason) {
    case flow::EndReason::count:
    case flow::EndReason::until:
      return Exit::ok;
    case flow::EndReason::timeout:
      return has_goal ? Exit::timeout : Exit::ok;
    case flow::EndReason::signal:
      return has_goal ? exit_of_signal(env) : Exit::ok;
    case flow::EndReason::unheard:
      return Exit::ok;
  }
  return Exit::internal;
}

Exit run_listen(Env& env, const Settings& settings) {
  const auto stop = env.stop();
  const auto catalogue = read_catalogue(listen_command, settings);
  if (!catalogue) return fail(env, catalogue.error());
  const auto listen = read_options(settings, env, *catalogue);
  if (!listen) return fail(env, listen.error());
  const bool json = settings.flag("json");
  const auto colour = colour_of(settings, env, env.out);
  BackgroundOutput out(env.out);
  const auto observer = json ? json_observer(env, out, *listen) : text_observer(env, out, *listen, colour);
  if (listen->sync == capture::Sync::os) note(env, "answers leave before records are on the disk (--sync os)");
  const auto summary = flow::listen(*listen, observer, env.clock, stop);
  if (!summary) return fail(env, summary.error());
  if (summary->reason == flow::EndReason::unheard) note(env, "standard output was closed, so listening ended");
  out.write(json ? report::end_json(*summary) : report::end_text(*summary));
  if (out.finish() > 0) warn(env, "standard output was not read, so something was left out; the log has everything");
  return exit_of_end(env, *listen, summary->reason);
}

}  // namespace

const Command listen_command{
    .name = "listen",
    .summary = "run a logging receiver, and forward",
    .groups = groups,
    .examples = examples,
    .details = details,
    .run = run_listen,
};

}  // namespace hookctl::cli
