#include "flow/ngrok.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/json.h"
#include "base/text.h"
#include "base/time_text.h"
#include "base/units.h"
#include "base/url_escape.h"
#include "crypto/encoding.h"
#include "flow/loopback.h"
#include "wire/sender.h"

namespace hookctl::flow {
namespace {

using json::Token;

constexpr std::string_view usual_agent = "http://127.0.0.1:4040";
constexpr Millis deadline{30'000};
constexpr std::size_t largest_answer = 256 * 1024 * 1024;

Error no_agent(const wire::Endpoint& agent, std::string_view why, std::string_view start) {
  return Error{fmt::format("no ngrok agent at http://{}: {}", agent.authority, why), std::string(start),
               Fault::environment};
}

/// The answer of a resource of the API.
Result<Bytes> fetch(const wire::Endpoint& agent, std::string_view target, std::string_view start,
                    const std::stop_token& stop) {
  auto endpoint = agent;
  endpoint.target = target;
  const Request request{
      .method = "GET",
      .target = endpoint.target,
      .headers = {{"Host", endpoint.authority}, {"Accept", "application/json"}, {"Connection", "close"}}};
  auto sent = wire::send(endpoint, request, {.deadline = deadline, .max_response = largest_answer}, stop);
  if (!sent.response) return no_agent(agent, sent.error, start);
  if (sent.response->status != 200) return no_agent(agent, fmt::format("it answers {}", sent.response->status), start);
  return std::move(sent.response->body);
}

Error not_its_answer(const wire::Endpoint& agent) {
  return Error{fmt::format("http://{} does not answer as an ngrok agent does", agent.authority),
               "give the agent's address: --ngrok http://127.0.0.1:PORT", Fault::environment};
}

/// The elements of a list in an answer.
Result<std::vector<Token>> list_in(const wire::Endpoint& agent, ByteView answer, const std::string& pointer) {
  const auto root = json::parse(answer);
  if (!root) return not_its_answer(agent);
  const auto list = json::find(*root, pointer);
  if (!list || list->kind != json::Kind::array) return not_its_answer(agent);
  return json::find_all(*list, "/*");
}

std::string text_in(const Token& object, std::string_view pointer) {
  const auto found = json::find(object, pointer);
  return found && found->kind != json::Kind::null ? json::text_of(*found) : "";
}

std::optional<std::uint64_t> number_in(const Token& object, std::string_view pointer, std::uint64_t highest) {
  const auto number = parse_number(text_in(object, pointer), 0, highest);
  return number ? std::optional(*number) : std::nullopt;
}

/// The request of one object; nothing when it is not as documented.
std::optional<NgrokRequest> read_request(const Token& object) {
  const auto at = parse_time(text_in(object, "/start"));
  auto raw = crypto::from_base64(text_in(object, "/request/raw"));
  if (!at || !raw || raw->empty()) return std::nullopt;
  NgrokRequest request{.id = text_in(object, "/id"),
                       .tunnel = text_in(object, "/tunnel_name"),
                       .peer = text_in(object, "/remote_addr"),
                       .at = *at,
                       .raw = *std::move(raw)};
  const auto status = number_in(object, "/response/status_code", 999);
  if (!status) return request;
  request.status = static_cast<int>(*status);
  if (const auto nanos = number_in(object, "/duration", UINT64_MAX)) request.ms = static_cast<double>(*nanos) / 1e6;
  return request;
}

/// The port of this machine to which a tunnel leads; nothing when it leads elsewhere.
std::optional<std::uint16_t> local_port(std::string_view addr) {
  if (const auto port = parse_number(addr, 1, 65535)) return static_cast<std::uint16_t>(*port);
  const bool has_scheme = addr.find("://") != addr.npos;
  const auto endpoint = wire::parse_endpoint(has_scheme ? std::string(addr) : fmt::format("http://{}", addr));
  if (!endpoint || !is_loopback(endpoint->host)) return std::nullopt;
  return endpoint->port;
}

std::string list_of(std::span<const NgrokTunnel> tunnels) {
  std::vector<std::string> texts;
  for (const auto& tunnel : tunnels) texts.push_back(fmt::format("{} -> {}", tunnel.public_url, tunnel.addr));
  return escape_for_terminal(fmt::format("{}", fmt::join(texts, ", ")));
}

Error none_to(std::uint16_t port, std::span<const NgrokTunnel> tunnels) {
  const auto others = tunnels.empty() ? std::string("it has none") : fmt::format("it has {}", list_of(tunnels));
  return Error{fmt::format("the ngrok agent has no tunnel to port {}; {}", port, others),
               fmt::format("start one with: ngrok http {}", port), Fault::environment};
}

/// The URL without its scheme: what tunnels for http and https of one name have in common.
std::string_view name_of(std::string_view url) {
  const auto scheme = url.find("://");
  return scheme == url.npos ? url : url.substr(scheme + 3);
}

/// As the inside of a JSON string.
std::string json_escaped(std::string_view text) {
  std::string quoted;
  json::append_string(quoted, text);
  return quoted.substr(1, quoted.size() - 2);
}

}  // namespace

Result<wire::Endpoint> parse_ngrok_agent(std::string_view text) {
  auto agent = wire::parse_endpoint(text == "auto" ? usual_agent : text);
  if (!agent) return agent.error();
  if (agent->tls || !is_loopback(agent->host) || agent->target != "/") {
    return Error{fmt::format("'{}' is no address of an ngrok agent on this machine", escape_for_terminal(text)),
                 "say auto, or http://127.0.0.1:PORT as the agent shows it under 'Web Interface'"};
  }
  return agent;
}

Result<std::vector<NgrokTunnel>> ngrok_tunnels(const wire::Endpoint& agent, std::uint16_t port,
                                               const std::stop_token& stop) {
  const auto answer = fetch(agent, "/api/tunnels", fmt::format("start it with: ngrok http {}", port), stop);
  if (!answer) return answer.error();
  const auto objects = list_in(agent, *answer, "/tunnels");
  if (!objects) return objects.error();
  std::vector<NgrokTunnel> tunnels;
  for (const auto& object : *objects) {
    tunnels.push_back({text_in(object, "/name"), text_in(object, "/public_url"), text_in(object, "/config/addr")});
  }
  return tunnels;
}

Result<NgrokTunnel> tunnel_to(std::uint16_t port, std::span<const NgrokTunnel> tunnels) {
  std::vector<NgrokTunnel> found;
  for (const auto& tunnel : tunnels) {
    const bool http = tunnel.public_url.starts_with("http://") || tunnel.public_url.starts_with("https://");
    if (http && local_port(tunnel.addr) == port) found.push_back(tunnel);
  }
  if (found.empty()) return none_to(port, tunnels);
  std::stable_partition(found.begin(), found.end(),
                        [](const NgrokTunnel& tunnel) { return tunnel.public_url.starts_with("https://"); });
  const auto other = std::find_if(found.begin(), found.end(), [&](const NgrokTunnel& tunnel) {
    return name_of(tunnel.public_url) != name_of(found.front().public_url);
  });
  if (other == found.end()) return found.front();
  return Error{fmt::format("the ngrok agent has several tunnels to port {}: {}", port, list_of(found)),
               "end all but one, so that it is clear which URL the provider is to be told", Fault::environment};
}

Result<NgrokTunnel> find_tunnel(const wire::Endpoint& agent, std::uint16_t port, const std::stop_token& stop) {
  const auto tunnels = ngrok_tunnels(agent, port, stop);
  if (!tunnels) return tunnels.error();
  return tunnel_to(port, *tunnels);
}

Result<std::vector<NgrokRequest>> ngrok_requests(const wire::Endpoint& agent, const std::stop_token& stop) {
  const auto answer = fetch(agent, "/api/requests/http", "start ngrok first, or name its address with --ngrok", stop);
  if (!answer) return answer.error();
  const auto objects = list_in(agent, *answer, "/requests");
  if (!objects) return objects.error();
  std::vector<NgrokRequest> requests;
  for (const auto& object : *objects) {
    auto request = read_request(object);
    if (!request) return not_its_answer(agent);
    requests.push_back(*std::move(request));
  }
  // The agent lists the newest first, and those of one instant in that order.
  std::reverse(requests.begin(), requests.end());
  std::stable_sort(requests.begin(), requests.end(),
                   [](const NgrokRequest& left, const NgrokRequest& right) { return left.at < right.at; });
  return requests;
}

std::string endpoint_text(const provider::Provider& row, std::string_view url) {
  constexpr std::string_view place = "{url}";
  std::string text(row.endpoint_given);
  const auto at = text.find(place);
  if (at == text.npos) return "";
  return text.replace(at, place.size(), text.starts_with('?') ? url_escaped(url, "") : json_escaped(url));
}

}  // namespace hookctl::flow
