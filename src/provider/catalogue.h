#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "provider/provider.h"

namespace hookctl::provider {

/// Every provider hookctl knows, in the order they are listed.
std::span<const Provider> catalogue();

/// The names of the catalogue's rows.
std::vector<std::string_view> names();

/// The row of that name, or null.
const Provider* find_provider(std::string_view name);

/// The row of that name; an unknown one is an error that names the nearest.
Result<const Provider*> provider_named(std::string_view name);

}  // namespace hookctl::provider
