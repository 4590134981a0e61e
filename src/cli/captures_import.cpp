#include <fmt/format.h>

#include <array>

#include "capture/encode.h"
#include "cli/color.h"
#include "cli/commands.h"
#include "cli/keys.h"
#include "cli/output_options.h"
#include "cli/provider_option.h"
#include "cli/request_options.h"
#include "cli/say.h"
#include "cli/secrets.h"
#include "cli/settings.h"
#include "flow/import_ngrok.h"
#include "report/captures.h"

namespace hookctl::cli {
namespace {

/// Bodies over this leave their bytes out of the `--json` stream; the log has them.
constexpr capture::BodyLimit shown_body{64 * 1024};

constexpr std::array<std::string_view, 1> sources{"ngrok"};

constexpr std::array arguments{
    Argument{.name = "SOURCE", .help = "ngrok: its agent on this machine", .suggest = Suggest::words, .words = sources},
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

constexpr std::array<std::string_view, 2> examples{
    "hookctl captures import ngrok",
    "hookctl captures import ngrok --ngrok http://127.0.0.1:4041 -o yesterday.jsonl",
};

constexpr std::string_view details =
    "The agent keeps the latest requests in memory, and of a long body only the beginning; what is cut\n"
    "is said. What is in the log from an earlier import is not appended again.";

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

Result<flow::ImportSummary> import_all(Env& env, const Settings& settings, const provider::Catalogue& catalogue) {
  constexpr std::uint16_t usual_port = 8787;
  const auto options = read_options(settings, env, catalogue);
  if (!options) return options.error();
  const auto agent = flow::parse_ngrok_agent(*settings.text("ngrok"));
  if (!agent) return settings.blame("ngrok", agent.error());
  const auto tunnels = flow::ngrok_tunnels(*agent, usual_port, env.stop());
  if (!tunnels) return tunnels.error();
  const auto requests = flow::ngrok_requests(*agent, env.stop());
  if (!requests) return requests.error();
  const auto colour = colour_of(settings, env, env.out);
  const auto print = [&](const capture::Capture& each) {
    std::string text;
    if (settings.flag("json")) {
      capture::append_record(text, each, shown_body);
    } else {
      text = report::capture_line(each, colour);
    }
    env.out.write(text);
  };
  return flow::import_ngrok(*requests, *tunnels, *options,
                            {.captured = print, .lacking = [&](const std::string& what) { warn(env, what); }});
}

Exit run_import(Env& env, const Settings& settings) {
  const auto catalogue = read_catalogue(captures_import_command, settings);
  if (!catalogue) return fail(env, catalogue.error());
  const auto done = import_all(env, settings, *catalogue);
  if (!done) return fail(env, done.error());
  const auto known = done->known == 0 ? "" : fmt::format(", {} were there already", done->known);
  note(env, fmt::format("{} requests imported{}", done->imported, known));
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
