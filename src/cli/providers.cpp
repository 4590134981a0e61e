#include <array>

#include "cli/commands.h"
#include "cli/output_options.h"
#include "cli/say.h"
#include "cli/settings.h"
#include "provider/catalogue.h"
#include "report/providers.h"

namespace hookctl::cli {
namespace {

constexpr std::array groups{output_group};

constexpr std::array show_arguments{
    Argument{.name = "NAME", .help = "the provider", .suggest = Suggest::provider},
};

Exit run_list(Env& env, const Settings& settings) {
  if (!settings.flag("json")) {
    env.out.write(report::provider_list_text(provider::catalogue()));
    return Exit::ok;
  }
  for (const auto& row : provider::catalogue()) env.out.write(report::provider_json(row));
  return Exit::ok;
}

Exit run_show(Env& env, const Settings& settings) {
  const auto row = provider::provider_named(*settings.argument("NAME"));
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
