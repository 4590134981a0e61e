#include "capture/foreign.h"

#include <algorithm>

namespace hookctl::capture {

bool aim(Foreign& foreign, std::string_view url) {
  auto& request = foreign.request;
  const auto sent = url.substr(0, url.find('#'));
  const auto scheme = sent.find("://");
  if (scheme == sent.npos || sent.find('/') < scheme) {
    request.target = url.empty() ? "/" : std::string(url);
    return false;
  }
  const auto after = sent.substr(scheme + 3);
  const auto end = std::min(after.find_first_of("/?"), after.size());
  const auto user = after.substr(0, end).rfind('@');
  const auto authority = user == after.npos ? after.substr(0, end) : after.substr(user + 1, end - user - 1);
  const auto rest = after.substr(end);
  request.target = rest.starts_with('/') ? std::string(rest) : "/" + std::string(rest);
  foreign.url = std::string(sent.substr(0, scheme + 3)) + std::string(authority) + request.target;
  request.url = foreign.url;
  if (!request.headers.find("Host")) {
    Headers headers{{"Host", std::string(authority)}};
    for (auto& field : request.headers) headers.add(field.name, field.value);
    request.headers = std::move(headers);
  }
  return true;
}

void set_length(Request& request) {
  if (request.body.empty() && !request.headers.find("Content-Length")) return;
  request.framing = Framing::length;
  request.headers.set("Content-Length", std::to_string(request.body.size()));
}

}  // namespace hookctl::capture
