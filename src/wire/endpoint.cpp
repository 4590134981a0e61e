#include "wire/endpoint.h"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.h"
#include "base/units.h"

namespace hookctl::wire {
namespace {

struct Scheme {
  std::string_view name;
  bool tls;
  std::uint16_t port;
};

constexpr std::array schemes{Scheme{"http", false, 80}, Scheme{"https", true, 443}};

constexpr std::string_view accepted_form = "write it as http://localhost:3000/path or https://example.com/path";

Error refusal(std::string_view why) {
  return Error{fmt::format("cannot use the endpoint: {}", why), std::string(accepted_form)};
}

bool is_blank_or_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte <= 0x20 || byte == 0x7f;
}

bool is_host_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
}

bool is_ipv6(const std::string& text) {
  in6_addr address;
  return inet_pton(AF_INET6, text.c_str(), &address) == 1;
}

std::optional<Scheme> find_scheme(std::string_view name) {
  for (const auto& scheme : schemes) {
    if (iequals(scheme.name, name)) return scheme;
  }
  return std::nullopt;
}

/// `host`, `host:port`, `[v6]` or `[v6]:port` cut in two; the port part keeps its colon.
struct Authority {
  std::string host;
  std::string_view port;
  bool bracketed;
};

Result<Authority> parse_authority(std::string_view text) {
  if (text.starts_with('[')) {
    const auto end = text.find(']');
    const std::string host(text.substr(1, end == text.npos ? end : end - 1));
    if (end == text.npos || !is_ipv6(host)) return refusal("the brackets hold no IPv6 address");
    return Authority{host, text.substr(end + 1), true};
  }
  const auto colon = std::min(text.find(':'), text.size());
  const auto host = text.substr(0, colon);
  if (host.empty()) return refusal("its URL names no host");
  if (!std::all_of(host.begin(), host.end(), is_host_character)) {
    return Error{fmt::format("cannot use the endpoint: '{}' is not a host name", escape_for_terminal(host)),
                 "write international names in their xn-- form, and IPv6 addresses in brackets"};
  }
  return Authority{std::string(host), text.substr(colon), false};
}

/// The number after the colon, or the scheme's own port when there is none.
Result<std::uint16_t> parse_port(std::string_view text, const Scheme& scheme) {
  if (text.empty() || text == ":") return scheme.port;
  const auto number = text.starts_with(':') ? parse_number(text.substr(1), 1, 65535) : Error{""};
  if (!number) return refusal(fmt::format("'{}' is not a port", escape_for_terminal(text)));
  return static_cast<std::uint16_t>(*number);
}

/// Path and query as a request line wants them: a fragment never travels, and the path is never empty.
std::string target_of(std::string_view rest) {
  const auto sent = rest.substr(0, rest.find('#'));
  return sent.starts_with('/') ? std::string(sent) : fmt::format("/{}", sent);
}

}  // namespace

Result<Endpoint> parse_endpoint(std::string_view url) {
  if (std::any_of(url.begin(), url.end(), is_blank_or_control)) return refusal("its URL holds a space or control byte");
  const auto colon = url.find("://");
  if (colon == url.npos) return refusal("its URL has no scheme");
  const auto scheme = find_scheme(url.substr(0, colon));
  if (!scheme) {
    return refusal(fmt::format("the scheme '{}' is neither http nor https", escape_for_terminal(url.substr(0, colon))));
  }
  const auto after = url.substr(colon + 3);
  const auto end = std::min(after.find_first_of("/?#"), after.size());
  if (after.substr(0, end).find('@') != after.npos) {
    return Error{"cannot use the endpoint: its URL holds a user name or password",
                 "send credentials as a header: Authorization"};
  }
  const auto authority = parse_authority(after.substr(0, end));
  if (!authority) return authority.error();
  const auto port = parse_port(authority->port, *scheme);
  if (!port) return port.error();

  const auto host = authority->bracketed ? fmt::format("[{}]", authority->host) : authority->host;
  return Endpoint{.tls = scheme->tls,
                  .host = authority->host,
                  .port = *port,
                  .authority = *port == scheme->port ? host : fmt::format("{}:{}", host, *port),
                  .target = target_of(after.substr(end))};
}

}  // namespace hookctl::wire
