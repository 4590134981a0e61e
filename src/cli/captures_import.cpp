#include <fmt/format.h>

#include <array>

#include "cli/color.h"
#include "cli/commands.h"
#include "cli/foreign_file.h"
#include "cli/keys.h"
#include "cli/output_options.h"
#include "cli/provider_option.h"
#include "cli/record_line.h"
#include "cli/request_options.h"
#include "cli/say.h"
#include "cli/secrets.h"
#include "cli/settings.h"
#include "flow/import.h"
#include "flow/import_ngrok.h"
#include "report/captures.h"

namespace hookctl::cli {
namespace {

constexpr std::array arguments{
    Argument{.name = "SOURCE",
             .help = "a file: HAR, .http or curl command lines, - for stdin; or ngrok: its agent on this machine",
             .suggest = Suggest::file},
};

constexpr std::array options{
    Option{.name = "ngrok",
           .placeholder = "ADDRESS",
           .help = "the agent: auto is http://127.0.0.1:4040",
           .fallback = "auto"},
    Option{.name = "output",
           .letter = 'o',
           .placeholder = "FILE",
           .help = "the capture log to append to",
           .fallback = "captures.jsonl",
           .suggest = Suggest::file},
    provider_option,
    tolerance_option,
};

constexpr std::array groups{OptionGroup{"Options", options}, secret_group, public_key_group, output_group};

constexpr std::array<std::string_view, 4> examples{
    "hookctl captures import recorded.har",
    "hookctl captures import requests.http -o hooks.jsonl",
    "hookctl captures import ngrok",
    "hookctl captures import ngrok --ngrok http://127.0.0.1:4041 -o yesterday.jsonl",
};

constexpr std::string_view details =
    "What is not as it travelled is said of each request: HTTP/2 knows no header case, browsers decode\n"
    "bodies, curl adds headers that its command line does not show. A command line may name files with\n"
    "data that lie beside it, and no others. What is in the log from an earlier import is not appended\n"
    "again, as long as its file says when it was sent.\n\n"
    "ngrok's agent keeps the latest requests in memory, and of a long body only the beginning.";

Result<flow::ImportOptions> read_options(const Settings& settings, Env& env, const provider::Catalogue& catalogue) {
  const auto provider = read_provider(settings, catalogue);
  if (!provider) return provider.error();
  auto keys = read_keyring(captures_import_command, settings, env, catalogue);
  if (!keys) return keys.error();
  const auto tolerance = read_tolerance(settings);
  if (!tolerance) return tolerance.error();
  return flow::ImportOptions{.captures = *settings.text("output"),
                             .provider = *provider,
                             .known = catalogue.rows(),
                             .keys = *std::move(keys),
                             .tolerance = *tolerance};
}

/// What is to be imported, and what had to be left out of it.
using Source = flow::NgrokHistory;

Result<Source> read_agent(Env& env, const Settings& settings) {
  constexpr std::uint16_t usual_port = 8787;
  const auto agent = flow::parse_ngrok_agent(*settings.text("ngrok"));
  if (!agent) return settings.blame("ngrok", agent.error());
  const auto tunnels = flow::ngrok_tunnels(*agent, usual_port, env.stop());
  if (!tunnels) return tunnels.error();
  const auto requests = flow::ngrok_requests(*agent, env.stop());
  if (!requests) return requests.error();
  return flow::history_of(*requests, *tunnels);
}

Result<Source> read_source(Env& env, const Settings& settings) {
  const auto name = *settings.argument("SOURCE");
  if (name == "ngrok") return read_agent(env, settings);
  auto requests = read_foreign_file(env, name);
  if (!requests) return requests.error();
  return Source{.requests = *std::move(requests)};
}

Result<flow::ImportSummary> import_all(Env& env, const Settings& settings, const provider::Catalogue& catalogue) {
  const auto options = read_options(settings, env, catalogue);
  if (!options) return options.error();
  auto source = read_source(env, settings);
  if (!source) return source.error();
  const auto colour = colour_of(settings, env, env.out);
  const auto print = [&](const capture::Capture& each) {
    env.out.write(settings.flag("json") ? record_line(each, shown_body) : report::capture_line(each, colour));
  };
  const auto done = flow::import_requests(
      std::move(source->requests), *options,
      {.captured = print, .lacking = [&](const std::string& what) { warn(env, what); }}, env.clock.now());
  if (done) {
    for (const auto& what : source->left_out) warn(env, what);
  }
  return done;
}

Exit run_import(Env& env, const Settings& settings) {
  const auto catalogue = read_catalogue(captures_import_command, settings);
  if (!catalogue) return fail(env, catalogue.error());
  const auto done = import_all(env, settings, *catalogue);
  if (!done) return fail(env, done.error());
  const auto known = done->known == 0 ? "" : fmt::format(", {} were there already", done->known);
  note(env, fmt::format("{} request{} imported{}", done->imported, done->imported == 1 ? "" : "s", known));
  return Exit::ok;
}

}  // namespace

const Command captures_import_command{
    .name = "captures import",
    .summary = "bring in what another program recorded",
    .arguments = arguments,
    .groups = groups,
    .examples = examples,
    .details = details,
    .run = run_import,
};

}  // namespace hookctl::cli
