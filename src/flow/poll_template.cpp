#include "flow/poll_template.h"

#include "flow/loopback.h"
#include "wire/endpoint.h"

namespace hookctl::flow {
namespace {

constexpr std::string_view place = "{id}";

}  // namespace

Result<PollTemplate> PollTemplate::parse(std::string_view text) {
  PollTemplate parsed;
  std::string target(text);
  if (!text.starts_with('/')) {
    const auto endpoint = wire::parse_endpoint(text);
    if (!endpoint) return endpoint.error();
    if (endpoint->tls || !is_loopback(endpoint->host)) {
      return Error{"the state of a job is served on this machine only, over http",
                   "write http://127.0.0.1:9000/requests/{id}/status, or the path alone"};
    }
    parsed.host_ = endpoint->host;
    parsed.port_ = endpoint->port;
    target = endpoint->target;
  }
  const auto at = target.find(place);
  if (at == target.npos) {
    return Error{"nothing says where the id of a job stands", "write {id} there: /requests/{id}/status"};
  }
  parsed.before_ = target.substr(0, at);
  parsed.after_ = target.substr(at + place.size());
  return parsed;
}

std::optional<std::string> PollTemplate::id_in(std::string_view target) const {
  // Where the template has no query, an app may add one of its own.
  const bool has_query = (before_ + after_).find('?') != std::string::npos;
  const auto asked = has_query ? target : target.substr(0, target.find('?'));
  if (asked.size() <= before_.size() + after_.size()) return std::nullopt;
  if (!asked.starts_with(before_) || !asked.ends_with(after_)) return std::nullopt;
  const auto id = asked.substr(before_.size(), asked.size() - before_.size() - after_.size());
  if (id.find_first_of("/?&") != id.npos) return std::nullopt;
  return std::string(id);
}

}  // namespace hookctl::flow
