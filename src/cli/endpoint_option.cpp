#include "cli/endpoint_option.h"

#include <fmt/format.h>

#include "cli/say.h"

namespace hookctl::cli {

Result<wire::Endpoint> read_endpoint(const Settings& settings) {
  const auto url = settings.text("to");
  if (!url) return Error{"no endpoint to send to", "name it: --to http://localhost:3000/hook"};
  auto endpoint = wire::parse_endpoint(*url);
  if (!endpoint) return settings.blame("to", endpoint.error());
  return endpoint;
}

Exit fail_unreachable(Env& env, const Settings& settings) {
  return fail(env, {fmt::format("nobody took a connection at {}", settings.text("to").value_or("")),
                    "start the app first, or correct --to", Fault::environment});
}

}  // namespace hookctl::cli
