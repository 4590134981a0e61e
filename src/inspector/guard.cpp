#include "inspector/guard.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "crypto/digest.h"

namespace hookctl::inspector {
namespace {

constexpr Turned wrong_host{
    421, "the inspector is not called that",
    "open the address that hookctl printed; for another name start it with --allow-remote NAME"};
constexpr Turned another_site{403, "another site asks", "open the address that hookctl printed"};
constexpr Turned wrong_token{401, "the token is missing or of another run", "open the address that hookctl printed"};
constexpr Turned no_origin{403, "a change must say where it comes from", "send Origin"};
constexpr Turned no_json{415, "a change must be JSON", "send Content-Type: application/json"};

bool is_read(std::string_view method) { return method == "GET" || method == "HEAD"; }

}  // namespace

std::string_view path_of(std::string_view target) { return target.substr(0, target.find('?')); }

Guard::Guard(std::vector<std::string> hosts, std::string token) : hosts_(std::move(hosts)), token_(std::move(token)) {}

std::optional<Turned> Guard::check(const Knock& knock) const {
  if (!is_own_host(knock)) return wrong_host;
  const bool is_api = knock.path.starts_with("/api/");
  if (!is_read(knock.method) && !(is_api && knock.method == "POST"))
    return Turned{405, "the method is not known here", ""};
  if (!is_api) return std::nullopt;
  if (knock.origin && !is_own_origin(*knock.origin)) return another_site;
  if (knock.fetch_site && *knock.fetch_site != "same-origin") return another_site;
  if (!knock.token || !crypto::equal(*knock.token, token_)) {
    return wrong_token;
  }
  if (is_read(knock.method)) return std::nullopt;
  if (!knock.origin && !knock.fetch_site) return no_origin;
  if (knock.content_type != "application/json") return no_json;
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
