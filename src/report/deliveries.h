#pragma once

#include <string>
#include <string_view>

#include "capture/deliveries.h"
#include "report/ink.h"
#include "retry/fit.h"

namespace hookctl::report {

/// The attempts of a delivery: the gaps between them, what was answered, and what changed from one to the next.
std::string delivery_text(const capture::SeenDelivery& delivery, Colour colour);
std::string delivery_json(const capture::SeenDelivery& delivery);

/// A schedule as it was learned, how well it fits, and what cannot be told yet.
std::string fit_text(std::string_view provider, const retry::Fit& fit);
std::string fit_json(std::string_view provider, const retry::Fit& fit);

/// The schedule as a part of a provider's row, the way `hookctl.json` and `simulate` take it.
std::string profile_json(std::string_view provider, const retry::Fit& fit);

}  // namespace hookctl::report
