#include "flow/import_ngrok.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "base/time_text.h"
#include "wire/recorded_request.h"

namespace hookctl::flow {
namespace {

std::string public_url_of(const NgrokRequest& from, const std::string& target, std::span<const NgrokTunnel> tunnels) {
  const auto tunnel =
      std::find_if(tunnels.begin(), tunnels.end(), [&](const NgrokTunnel& each) { return each.name == from.tunnel; });
  return tunnel == tunnels.end() || !target.starts_with('/') ? "" : tunnel->public_url + target;
}

/// `the request of 2026-11-21T10:04:31.000000Z`.
std::string name_of(const NgrokRequest& from) { return fmt::format("the request of {}", to_rfc3339(from.at)); }

std::string truncation(const Request& request) {
  const auto announced = request.headers.find("Content-Length");
  const auto whole = announced ? fmt::format(" of {}", escape_for_terminal(*announced)) : "";
  return fmt::format("truncated: the agent kept {}{} bytes of its body", request.body.size(), whole);
}

}  // namespace

NgrokHistory history_of(std::span<const NgrokRequest> requests, std::span<const NgrokTunnel> tunnels) {
  NgrokHistory history;
  for (const auto& from : requests) {
    auto read = wire::recorded_request(from.raw);
    if (const auto* refusal = std::get_if<wire::Refusal>(&read)) {
      history.left_out.push_back(fmt::format("{} is left out: {}", name_of(from), wire::row_of(refusal->reason).word));
      continue;
    }
    capture::Foreign foreign{.name = name_of(from), .at = from.at, .request = std::move(std::get<Request>(read))};
    foreign.url = public_url_of(from, foreign.request.target, tunnels);
    foreign.status = from.status;
    foreign.ms = from.ms;
    foreign.peer = from.peer;
    foreign.key = from.id;
    if (foreign.request.truncated) foreign.lost.push_back(truncation(foreign.request));
    history.requests.push_back(std::move(foreign));
  }
  return history;
}

}  // namespace hookctl::flow
