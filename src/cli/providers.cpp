#include <array>

#include "cli/commands.h"
#include "cli/output_options.h"
#include "cli/provider_option.h"
#include "cli/say.h"
#include "cli/settings.h"
#include "report/providers.h"

namespace hookctl::cli {
namespace {

constexpr std::array groups{output_group};

constexpr std::array show_arguments{
    Argument{.name = "NAME", .help = "the provider", .suggest = Suggest::provider},
};

Exit run_list(Env& env, const Settings& settings) {
  const auto catalogue = read_catalogue(providers_list_command, settings);
  if (!catalogue) return fail(env, catalogue.error());
  if (!settings.flag("json")) {
    env.out.write(report::provider_list_text(catalogue->rows()));
    return Exit::ok;
  }
  for (const auto& row : catalogue->rows()) env.out.write(report::provider_json(row));
  return Exit::ok;
}

Exit run_show(Env& env, const Settings& settings) {
  const auto catalogue = read_catalogue(providers_show_command, settings);
  if (!catalogue) return fail(env, catalogue.error());
  const auto row = catalogue->named(*settings.argument("NAME"));
  if (!row) return fail(env, row.error());
  env.out.write(settings.flag("json") ? report::provider_json(**row) : report::provider_text(**row));
  return Exit::ok;
}

}  // namespace

const Command providers_list_command{
    .name = "providers list",
    .summary = "the providers hookctl knows",
    .groups = groups,
    .run = run_list,
};

const Command providers_show_command{
    .name = "providers show",
    .summary = "how a provider signs and retries: what is documented, what is assumed",
    .arguments = show_arguments,
    .groups = groups,
    .run = run_show,
};

}  // namespace hookctl::cli
