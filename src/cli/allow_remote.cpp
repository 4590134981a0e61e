#include "cli/allow_remote.h"

#include "cli/say.h"

namespace hookctl::cli {

Result<inspector::Reach> read_reach(const Settings& settings) {
  const auto host = settings.text(allow_remote_option.name);
  if (!host) return inspector::Reach{};
  auto reach = inspector::read_remote_reach(*host);
  if (!reach) return settings.blame(allow_remote_option.name, reach.error());
  return reach;
}

void warn_of_others(Env& env, const Settings& settings) {
  if (!settings.given(allow_remote_option.name)) return;
  warn(env,
       "other machines can open the inspector: whoever has its address with the token may read the log and replay, "
       "and nothing on the way is encrypted");
}

}  // namespace hookctl::cli
