#include "flow/private_host.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "base/lower.h"
#include "base/text.h"
#include "base/units.h"
#include "flow/loopback.h"

namespace hookctl::flow {
namespace {

using Octets = std::array<std::uint64_t, 4>;

struct Network {
  Octets low;
  Octets high;
};

constexpr std::array private_networks{
    Network{{10, 0, 0, 0}, {10, 255, 255, 255}},      // RFC 1918
    Network{{100, 64, 0, 0}, {100, 127, 255, 255}},   // RFC 6598
    Network{{127, 0, 0, 0}, {127, 255, 255, 255}},    // RFC 1122
    Network{{169, 254, 0, 0}, {169, 254, 255, 255}},  // RFC 3927
    Network{{172, 16, 0, 0}, {172, 31, 255, 255}},    // RFC 1918
    Network{{192, 168, 0, 0}, {192, 168, 255, 255}},  // RFC 1918
};

constexpr std::array<std::string_view, 5> private_domains{"localhost", "local", "internal", "test", "home.arpa"};

std::optional<Octets> read_ipv4(std::string_view host) {
  const auto parts = split(host, '.');
  if (parts.size() != 4) return std::nullopt;
  Octets octets{};
  for (std::size_t i = 0; i < 4; ++i) {
    const auto number = parse_number(parts[i], 0, 255);
    // The system reads 010 as octal.
    if (!number || (parts[i].size() > 1 && parts[i].front() == '0')) return std::nullopt;
    octets[i] = *number;
  }
  return octets;
}

bool is_private(const Octets& address) {
  return std::any_of(private_networks.begin(), private_networks.end(),
                     [&](const Network& network) { return network.low <= address && address <= network.high; });
}

/// fc00::/7 and fe80::/10 (RFC 4193, RFC 4291).
bool is_private_ipv6(std::string_view host) {
  if (host == "::1") return true;
  int group = 0;
  const auto first = host.substr(0, host.find(':'));
  if (first.empty() || first.size() > 4) return false;
  for (const char digit : first) {
    if (hex_value(digit) < 0) return false;
    group = group * 16 + hex_value(digit);
  }
  return (group & 0xfe00) == 0xfc00 || (group & 0xffc0) == 0xfe80;
}

bool is_under(std::string_view host, std::string_view domain) {
  if (host.size() < domain.size() || !iequals(host.substr(host.size() - domain.size()), domain)) return false;
  return host.size() == domain.size() || host[host.size() - domain.size() - 1] == '.';
}

/// The system takes `2130706433` and `0x7f.1` for addresses.
bool looks_like_number(std::string_view host) {
  const auto last = host.substr(host.rfind('.') + 1);
  return !last.empty() && last.front() >= '0' && last.front() <= '9';
}

}  // namespace

bool is_private_host(std::string_view host) {
  if (is_loopback(host)) return true;
  if (host.find(':') != host.npos) return is_private_ipv6(host);
  if (const auto address = read_ipv4(host)) return is_private(*address);
  if (looks_like_number(host)) return false;
  if (host.find('.') == host.npos) return true;
  return std::any_of(private_domains.begin(), private_domains.end(),
                     [&](std::string_view domain) { return is_under(host, domain); });
}

Result<void> check_host(std::string_view host, std::span<const std::string> allowed) {
  if (is_private_host(host)) return {};
  const auto name = lower(host);
  if (std::any_of(allowed.begin(), allowed.end(),
                  [&](const std::string& pattern) { return matches_pattern(name, lower(pattern)); })) {
    return {};
  }
  return Error{fmt::format("{} is neither this machine nor a private network", host),
               fmt::format("if it shall get these requests: --allow-host {}", host)};
}

}  // namespace hookctl::flow
