#include <array>

#include "capture/fixture.h"
#include "cli/color.h"
#include "cli/commands.h"
#include "cli/output_options.h"
#include "cli/provider_option.h"
#include "cli/read_fixtures.h"
#include "cli/say.h"
#include "cli/settings.h"
#include "flow/check_fixture.h"
#include "report/fixtures.h"

namespace hookctl::cli {
namespace {

constexpr std::array arguments{
    Argument{.name = "PATH",
             .help = "a folder, with all that is below it, or a file NAME.hook.json",
             .count = Count::at_least_one,
             .suggest = Suggest::file},
};

constexpr std::array groups{output_group};

constexpr std::array<std::string_view, 2> examples{
    "hookctl fixture check hooks",
    "hookctl fixture check hooks/paid.hook.json --json",
};

constexpr std::string_view details =
    "Checks the form of each fixture and the SHA-256 of its body, and looks for what does not belong into\n"
    "a repository or will not work for long: what looks like a live secret, credentials, URLs of results\n"
    "that expire, kept signatures of a certain time, assets that are not there. Exit 1 when it finds any.";

report::CheckedFixture check(const std::string& path, const provider::Catalogue& catalogue) {
  const auto fixture = capture::read_fixture(path);
  if (!fixture) return {path, {{"", fixture.error().message}}};
  const auto is_there = [&](const std::string& asset) { return static_cast<bool>(read_asset(path, asset)); };
  return {path, flow::findings_in(*fixture, catalogue.rows(), is_there)};
}

Exit run_check(Env& env, const Settings& settings) {
  const auto catalogue = read_catalogue(fixture_check_command, settings);
  if (!catalogue) return fail(env, catalogue.error());
  const auto colour = colour_of(settings, env, env.out);
  std::size_t wrong = 0;
  for (const auto& path : settings.arguments("PATH")) {
    const auto fixtures = fixture_paths(path);
    if (!fixtures) return fail(env, fixtures.error());
    for (const auto& each : *fixtures) {
      const auto checked = check(each, *catalogue);
      env.out.write(settings.flag("json") ? report::checked_json(checked) : report::checked_text(checked, colour));
      wrong += checked.findings.empty() ? 0 : 1;
    }
  }
  return wrong == 0 ? Exit::ok : Exit::failed;
}

}  // namespace

const Command fixture_check_command{
    .name = "fixture check",
    .summary = "whether fixtures are whole and fit to be committed",
    .arguments = arguments,
    .groups = groups,
    .examples = examples,
    .details = details,
    .run = run_check,
};

}  // namespace hookctl::cli
