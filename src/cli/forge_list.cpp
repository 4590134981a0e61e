#include "cli/forge_list.h"

#include "cli/provider_option.h"
#include "cli/say.h"
#include "report/forgeries.h"

namespace hookctl::cli {

Exit print_forgeries(Env& env, const Settings& settings, const provider::Catalogue& catalogue) {
  const auto provider = read_provider(settings, catalogue);
  if (!provider) return fail(env, provider.error());
  const auto forgeries = flow::list_forgeries(*provider);
  if (!forgeries) return fail(env, forgeries.error());
  env.out.write(settings.flag("json") ? report::forgeries_json(*forgeries, *provider)
                                      : report::forgeries_text(*forgeries));
  return Exit::ok;
}

}  // namespace hookctl::cli
