#pragma once

#include <optional>
#include <string>

#include "provider/provider.h"
#include "webhook/request.h"

namespace hookctl::provider {

/// Which provider a delivery looks like, and by what: `webhook-signature starts with 'v3,'`.
struct Detected {
  const Provider* provider;
  std::string basis;
};

/// The row whose marks fit a delivery best: the more marks a row has, the more its match says.
std::optional<Detected> detect(const Request& request);

}  // namespace hookctl::provider
