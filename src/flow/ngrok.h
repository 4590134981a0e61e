#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/clock.h"
#include "base/result.h"
#include "provider/provider.h"
#include "wire/endpoint.h"

/// The ngrok agent on this machine, by its local API (https://ngrok.com/docs/agent/api/): what it passes on to whom,
/// and what came through it. Nothing is changed there, and no other machine is ever asked.
namespace hookctl::flow {

/// Where the agent is: `auto` is http://127.0.0.1:4040, where it listens unless its `web_addr` says otherwise; else a
/// URL such as `http://127.0.0.1:4041`. Fails on addresses that are not of this machine.
Result<wire::Endpoint> parse_ngrok_agent(std::string_view text);

/// A tunnel of the agent: `name`, `public_url` and `config.addr` of an object in `tunnels`.
struct NgrokTunnel {
  std::string name;
  std::string public_url;  // `https://d95211d2.ngrok.app`
  std::string addr;        // where it leads: `http://localhost:8787`, `localhost:8787` or `8787`
};

/// The tunnels of the agent (GET /api/tunnels). When there is no agent, the error says how to start one for a port.
Result<std::vector<NgrokTunnel>> ngrok_tunnels(const wire::Endpoint& agent, std::uint16_t port,
                                               const std::stop_token& stop);

/// The tunnel that leads to a port of this machine; one with https where there is the same with http. Fails when none
/// does, naming those there are, and when several do.
Result<NgrokTunnel> tunnel_to(std::uint16_t port, std::span<const NgrokTunnel> tunnels);

/// The agent's tunnel to a port, asked for now.
Result<NgrokTunnel> find_tunnel(const wire::Endpoint& agent, std::uint16_t port, const std::stop_token& stop);

/// A request that came through the agent: an object in `requests`.
struct NgrokRequest {
  std::string id;
  std::string tunnel;              // `tunnel_name`
  std::string peer;                // `remote_addr`
  Instant at = {};                 // `start`
  std::optional<double> ms = {};   // `duration`, which is in nanoseconds, once there is an answer
  std::optional<int> status = {};  // `response.status_code`; the response is null before there is one
  Bytes raw;                       // `request.raw`, which is in base64
};

/// What came through the agent and is still in its memory, the oldest first (GET /api/requests/http).
Result<std::vector<NgrokRequest>> ngrok_requests(const wire::Endpoint& agent, const std::stop_token& stop);

/// What to write into a request to the provider so that it delivers to this URL: `?hf_webhook=https%3A%2F%2F…` or
/// `"webhook_url": "https://…"`. Empty where the provider's row does not say how.
std::string endpoint_text(const provider::Provider& row, std::string_view url);

}  // namespace hookctl::flow
