#include "inspector/guard.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "crypto/digest.h"

namespace hookctl::inspector {
namespace {

bool is_read(std::string_view method) { return method == "GET" || method == "HEAD"; }

}  // namespace

std::string_view path_of(std::string_view target) { return target.substr(0, target.find('?')); }

Guard::Guard(std::uint16_t port, std::string token)
    : hosts_{fmt::format("127.0.0.1:{}", port), fmt::format("localhost:{}", port)}, token_(std::move(token)) {}

std::optional<Turned> Guard::check(const Knock& knock) const {
  if (!is_own_host(knock)) return Turned{421, "this is not the host you look for"};
  const bool is_api = knock.path.starts_with("/api/");
  if (!is_read(knock.method) && !(is_api && knock.method == "POST")) return Turned{405, "the method is not known here"};
  if (!is_api) return std::nullopt;
  if (knock.origin && !is_own_origin(*knock.origin)) return Turned{403, "another site asks"};
  if (knock.fetch_site && *knock.fetch_site != "same-origin") return Turned{403, "another site asks"};
  if (!knock.token || !crypto::equal(*knock.token, token_)) {
    return Turned{401, "the token is missing or of another run: open the address that hookctl printed"};
  }
  if (is_read(knock.method)) return std::nullopt;
  if (!knock.origin && !knock.fetch_site) return Turned{403, "a change must say where it comes from: Origin"};
  if (knock.content_type != "application/json") return Turned{415, "send JSON: Content-Type: application/json"};
  return std::nullopt;
}

bool Guard::is_own_host(const Knock& knock) const {
  if (knock.hosts.size() != 1) return false;
  return std::any_of(hosts_.begin(), hosts_.end(),
                     [&](const std::string& own) { return iequals(own, knock.hosts.front()); });
}

bool Guard::is_own_origin(std::string_view origin) const {
  return std::any_of(hosts_.begin(), hosts_.end(), [&](const std::string& own) { return origin == "http://" + own; });
}

}  // namespace hookctl::inspector
