#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "capture/fixture.h"
#include "cli/commands.h"
#include "cli/keys.h"
#include "cli/provider_option.h"
#include "cli/read_file.h"
#include "cli/redacted_output.h"
#include "cli/redaction_option.h"
#include "cli/say.h"
#include "cli/secrets.h"
#include "cli/settings.h"
#include "flow/redact_fixture.h"

namespace hookctl::cli {
namespace {

constexpr std::array arguments{
    Argument{.name = "FIXTURE", .help = "NAME.hook.json", .suggest = Suggest::file},
    Argument{.name = "RULE", .help = redaction_forms, .count = Count::at_least_one},
};

constexpr std::array groups{OptionGroup{"Options", redacted_output_options}, secret_group, private_key_group};

constexpr std::array<std::string_view, 2> examples{
    "hookctl fixture redact hooks/paid.hook.json json:/customer/email --in-place",
    "hookctl fixture redact a.hook.json 'json:/items/*/name' -o b.hook.json --secret-env TEST_SECRET",
};

constexpr std::string_view details =
    "Values that a rule names become placeholders, equal ones alike within the fixture. A signature that\n"
    "stands there is made anew with the secret that is given, which should be one for tests, so that it\n"
    "verifies; without a secret, {{sign}} takes its place.";

Result<flow::RedactedFixture> redact(Env& env, const Settings& settings, const std::string& path) {
  const auto catalogue = read_catalogue(fixture_redact_command, settings);
  if (!catalogue) return catalogue.error();
  const auto redaction = redaction_of(settings.arguments("RULE"), *catalogue, path);
  if (!redaction) return redaction.error();
  const auto keys = read_keyring(fixture_redact_command, settings, env, *catalogue);
  if (!keys) return keys.error();
  auto fixture = capture::read_fixture(path);
  if (!fixture) return fixture.error();
  return flow::redacted_fixture(*std::move(fixture), *redaction, catalogue->rows(), *keys);
}

Exit run_redact(Env& env, const Settings& settings) {
  const auto path = *settings.argument("FIXTURE");
  auto output = RedactedOutput::open(env, settings, path);
  if (!output) return fail(env, output.error());
  const auto done = redact(env, settings, path);
  if (!done) return fail(env, done.error());
  for (const auto& rule : settings.arguments("RULE")) {
    const bool changed = std::find(done->rules.begin(), done->rules.end(), rule) != done->rules.end();
    if (!changed) warn(env, fmt::format("{} names nothing in it", rule));
  }
  if (const auto written = output->write(capture::to_text(done->fixture)); !written) return fail(env, written.error());
  const auto kept = output->keep();
  return kept ? Exit::ok : fail(env, kept.error());
}

}  // namespace

const Command fixture_redact_command{
    .name = "fixture redact",
    .summary = "a fixture without values that others must not see",
    .arguments = arguments,
    .groups = groups,
    .examples = examples,
    .details = details,
    .run = run_redact,
};

}  // namespace hookctl::cli
