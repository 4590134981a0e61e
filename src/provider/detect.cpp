#include "provider/detect.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/json.h"
#include "provider/catalogue.h"

namespace hookctl::provider {
namespace {

bool header_fits(const Marks& marks, const Request& request) {
  const auto values = request.headers.all(marks.header);
  return std::any_of(values.begin(), values.end(),
                     [&](std::string_view value) { return value.starts_with(marks.value_prefix); });
}

bool members_fit(const Marks& marks, const Request& request) {
  const auto root = json::parse(request.body);
  return root && std::all_of(marks.members.begin(), marks.members.end(),
                             [&](std::string_view pointer) { return json::find(*root, pointer).has_value(); });
}

bool fits(const Marks& marks, const Request& request) {
  if (marks.header.empty() && marks.members.empty()) return false;
  if (!marks.header.empty() && !header_fits(marks, request)) return false;
  return marks.members.empty() || members_fit(marks, request);
}

/// How many things a row asks for.
std::size_t weight(const Marks& marks) {
  return (marks.header.empty() ? 0 : 2) + (marks.value_prefix.empty() ? 0 : 1) + marks.members.size();
}

std::string basis_of(const Marks& marks) {
  std::string basis(marks.header);
  if (!marks.value_prefix.empty()) basis += fmt::format(" starts with '{}'", marks.value_prefix);
  if (marks.members.empty()) return basis;
  return fmt::format("{}{}body has {}", basis, basis.empty() ? "" : ", ", fmt::join(marks.members, ", "));
}

}  // namespace

std::optional<Detected> detect(const Request& request, std::span<const Provider> rows) {
  const Provider* best = nullptr;
  for (const auto& row : rows) {
    if (best != nullptr && weight(row.marks) <= weight(best->marks)) continue;
    if (fits(row.marks, request)) best = &row;
  }
  if (best == nullptr) return std::nullopt;
  return Detected{best, basis_of(best->marks)};
}

std::optional<Detected> detect(const Request& request) { return detect(request, catalogue()); }

}  // namespace hookctl::provider
