#pragma once

#include <span>
#include <vector>

#include "base/result.h"
#include "provider/catalogue.h"

namespace hookctl::provider {

/// The rows of a file, in its order. A row with the name of a known one begins as a copy of it, and what it mentions
/// replaces the same part. The texts and lists of the rows are kept in `store`.
Result<std::vector<Provider>> read_user_rows(const UserRows& user, std::span<const Provider> known, RowStore& store);

}  // namespace hookctl::provider
