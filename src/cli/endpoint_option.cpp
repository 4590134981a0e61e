#include "cli/endpoint_option.h"

namespace hookctl::cli {

Result<wire::Endpoint> read_endpoint(const Settings& settings) {
  const auto url = settings.text("to");
  if (!url) return Error{"no endpoint to send to", "name it: --to http://localhost:3000/hook"};
  auto endpoint = wire::parse_endpoint(*url);
  if (!endpoint) return settings.blame("to", endpoint.error());
  return endpoint;
}

}  // namespace hookctl::cli
