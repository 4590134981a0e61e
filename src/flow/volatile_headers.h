#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "provider/provider.h"

namespace hookctl::flow {

/// Whether a header belongs to one connection, to what stood between, or to a trace, and says nothing of the event.
bool is_volatile_header(std::string_view name);

/// Patterns (`x-forwarded-*`, in lower case) of the headers that differ from one attempt of a delivery to the next:
/// those that are volatile, who sent it, and where the known providers put signatures, times and ids.
std::vector<std::string> volatile_headers(std::span<const provider::Provider> known);

}  // namespace hookctl::flow
