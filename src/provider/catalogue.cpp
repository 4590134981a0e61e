#include "provider/catalogue.h"

#include <fmt/format.h>

#include "base/text.h"
#include "provider/rows.h"

namespace hookctl::provider {

std::span<const Provider> catalogue() { return rows; }

std::vector<std::string_view> names() {
  std::vector<std::string_view> found;
  for (const auto& row : rows) found.push_back(row.name);
  return found;
}

const Provider* find_provider(std::string_view name) {
  for (const auto& row : rows) {
    if (row.name == name) return &row;
  }
  return nullptr;
}

Result<const Provider*> provider_named(std::string_view name) {
  if (const auto* row = find_provider(name)) return row;
  return Error{fmt::format("unknown provider '{}'", name), did_you_mean(name, names())};
}

}  // namespace hookctl::provider
