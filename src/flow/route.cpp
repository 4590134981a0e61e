#include "flow/route.h"

#include <algorithm>
#include <utility>

namespace hookctl::flow {
namespace {

bool is_below(std::string_view target, std::string_view path) {
  if (path.empty()) return true;
  if (!target.starts_with(path)) return false;
  const auto rest = target.substr(path.size());
  return path.ends_with('/') || rest.empty() || rest.front() == '/' || rest.front() == '?';
}

bool leads(const Route& route, const capture::Capture& capture) {
  return is_below(capture.request.target, route.path) && (!route.condition || route.condition->holds(capture));
}

/// Where the URL begins behind `MATCH=`; 0 when there is only a URL.
std::size_t url_start(std::string_view text) {
  const auto at = std::min(text.find("=http://"), text.find("=https://"));
  return at == text.npos ? 0 : at + 1;
}

}  // namespace

Result<Route> parse_route(std::string_view text) {
  const auto start = url_start(text);
  auto endpoint = wire::parse_endpoint(text.substr(start));
  if (!endpoint) return endpoint.error();
  Route route{.url = std::string(text.substr(start)), .endpoint = *std::move(endpoint)};
  if (start == 0) return route;
  const auto match = text.substr(0, start - 1);
  if (match.starts_with('/')) {
    route.path = match;
    return route;
  }
  auto condition = Condition::parse(match);
  if (!condition) return condition.error();
  route.condition = *std::move(condition);
  return route;
}

std::vector<const Route*> routes_of(std::span<const Route> routes, const capture::Capture& capture) {
  std::vector<const Route*> found;
  for (const auto& route : routes) {
    if (leads(route, capture)) found.push_back(&route);
  }
  return found;
}

}  // namespace hookctl::flow
