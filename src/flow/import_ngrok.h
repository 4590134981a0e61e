#pragma once

#include <span>
#include <string>
#include <vector>

#include "capture/foreign.h"
#include "flow/ngrok.h"

namespace hookctl::flow {

/// What came through an ngrok agent, byte for byte as the agent recorded it. What HTTP forbids is left out, and said in
/// `left_out`.
struct NgrokHistory {
  std::vector<capture::Foreign> requests = {};
  std::vector<std::string> left_out = {};
};

NgrokHistory history_of(std::span<const NgrokRequest> requests, std::span<const NgrokTunnel> tunnels);

}  // namespace hookctl::flow
