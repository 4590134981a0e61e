#include <fmt/format.h>
#include <unistd.h>

#include <array>

#include "base/text.h"
#include "cli/allow_remote.h"
#include "cli/commands.h"
#include "cli/keys.h"
#include "cli/output_options.h"
#include "cli/provider_option.h"
#include "cli/read_file.h"
#include "cli/request_options.h"
#include "cli/say.h"
#include "cli/secrets.h"
#include "cli/settings.h"
#include "flow/private_host.h"
#include "inspector/inspector.h"
#include "report/inspector.h"

namespace hookctl::cli {
namespace {

constexpr std::array arguments{
    Argument{.name = "FILE",
             .help = "the capture log; captures.jsonl when none is named",
             .count = Count::at_most_one,
             .suggest = Suggest::file},
};

constexpr std::array options{
    Option{.name = "port",
           .letter = 'p',
           .placeholder = "PORT",
           .help = "the port of the page, on 127.0.0.1; 0 picks a free one",
           .fallback = "0"},
    allow_remote_option,
    Option{.name = "to",
           .placeholder = "URL",
           .help = "an app to which captures may be sent again from the page; private hosts only",
           .repeat = Repeat::many},
    provider_option,
    scheme_option,
    tolerance_option,
};

constexpr std::array groups{OptionGroup{"Options", options}, secret_group, public_key_group, output_group};

constexpr std::array<std::string_view, 2> examples{
    "hookctl inspect",
    "hookctl inspect night.jsonl --secret-env BFL_SECRET --to http://localhost:3000",
};

constexpr std::string_view details =
    "Open the printed address in a browser of this machine; what follows '#' is the token of this run,\n"
    "and whoever has it may read the log. Captures that are added while the page is open appear on it.\n"
    "Secrets are used to check signatures and never reach the page.\n\n"
    "From another machine the safe way is a tunnel, `ssh -L 4040:127.0.0.1:4040 HOST` with --port 4040.\n"
    "With --allow-remote the page is served in the open: only to who calls this machine HOST and has\n"
    "the token, but unencrypted. An address is listened on alone, a name on all of them.";

/// The apps of `--to`.
Result<std::vector<inspector::App>> read_apps(const Settings& settings) {
  std::vector<inspector::App> apps;
  for (const auto& url : settings.all("to")) {
    auto endpoint = wire::parse_endpoint(url);
    if (!endpoint) return settings.blame("to", endpoint.error());
    if (const auto may = flow::check_host(endpoint->host, {}); !may) return settings.blame("to", may.error());
    apps.push_back({url, *std::move(endpoint)});
  }
  return apps;
}

/// How long one wait for the end is; there is nothing else to do.
constexpr Millis long_time{3'600'000};

Result<inspector::InspectorOptions> read_inspector(Env& env, const Settings& settings,
                                                   const provider::Catalogue& catalogue) {
  const auto port = settings.number("port", 0, 65535);
  if (!port) return port.error();
  const auto provider = read_provider(settings, catalogue);
  if (!provider) return provider.error();
  auto keys = read_keyring(inspect_command, settings, env, catalogue);
  if (!keys) return keys.error();
  const auto tolerance = read_tolerance(settings);
  if (!tolerance) return tolerance.error();
  auto apps = read_apps(settings);
  if (!apps) return apps.error();
  auto reach = read_reach(settings);
  if (!reach) return reach.error();
  inspector::InspectorOptions options{.port = static_cast<std::uint16_t>(*port),
                                      .reach = *std::move(reach),
                                      .captures = settings.argument("FILE").value_or("captures.jsonl"),
                                      .provider = *provider,
                                      .known = catalogue.rows(),
                                      .keys = *std::move(keys),
                                      .tolerance = *tolerance,
                                      .apps = *std::move(apps)};
  if (exists(options.captures)) return options;
  return Error{fmt::format("cannot read capture log '{}': no such file", escape_for_terminal(options.captures)),
               "name a capture log, as written by: hookctl listen -o FILE"};
}

Exit run_inspect(Env& env, const Settings& settings) {
  const auto stop = env.stop();
  const auto catalogue = read_catalogue(inspect_command, settings);
  if (!catalogue) return fail(env, catalogue.error());
  auto options = read_inspector(env, settings, *catalogue);
  if (!options) return fail(env, options.error());
  const auto captures = options->captures;
  const auto inspector = inspector::Inspector::open(*std::move(options), env.clock);
  if (!inspector) return fail(env, inspector.error());
  warn_of_others(env, settings);
  env.out.write(settings.flag("json") ? report::inspect_json(inspector->url(), captures, getpid())
                                      : report::inspect_text(inspector->url(), captures));
  while (env.clock.wait(long_time, stop) == Wake::due) continue;
  return Exit::ok;
}

}  // namespace

const Command inspect_command{
    .name = "inspect",
    .summary = "look at a capture log in the browser",
    .arguments = arguments,
    .groups = groups,
    .examples = examples,
    .details = details,
    .run = run_inspect,
};

}  // namespace hookctl::cli
