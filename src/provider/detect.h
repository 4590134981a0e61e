#pragma once

#include <optional>
#include <span>
#include <string>

#include "provider/provider.h"
#include "webhook/request.h"

namespace hookctl::provider {

/// Which provider a delivery looks like, and by what: `webhook-signature starts with 'v3,'`.
struct Detected {
  const Provider* provider;
  std::string basis;
};

/// The row whose marks fit a delivery best: the more marks a row has, the more its match says; of equal ones the first.
std::optional<Detected> detect(const Request& request, std::span<const Provider> rows);

/// The same among hookctl's own rows.
std::optional<Detected> detect(const Request& request);

}  // namespace hookctl::provider
