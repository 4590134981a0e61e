#include "cli/fetch_jwks.h"

#include <fmt/format.h>

#include "flow/loopback.h"
#include "wire/endpoint.h"
#include "wire/sender.h"

namespace hookctl::cli {
namespace {

constexpr Millis deadline{10'000};
constexpr std::size_t max_size = 1024 * 1024;

Error cannot_fetch(std::string_view why) {
  return {fmt::format("cannot fetch the JWK Set: {}", why), "save it to a file and give that: --jwks FILE",
          Fault::environment};
}

}  // namespace

Result<Bytes> fetch_jwks(const std::string& url, const std::stop_token& stop) {
  const auto endpoint = wire::parse_endpoint(url);
  if (!endpoint) return endpoint.error();
  if (!endpoint->tls && !flow::is_loopback(endpoint->host)) {
    return Error{"keys are fetched over https only", "anyone on the way could put in their own"};
  }
  const Request request{
      .method = "GET",
      .target = endpoint->target,
      .headers = {{"Host", endpoint->authority}, {"Accept", "application/json"}, {"Connection", "close"}}};
  auto sent = wire::send(*endpoint, request, {.deadline = deadline, .max_response = max_size}, stop);
  if (!sent.response) return cannot_fetch(sent.error);
  if (sent.response->status != 200) return cannot_fetch(fmt::format("the answer is {}", sent.response->status));
  if (sent.response->body.size() >= max_size) return cannot_fetch("the answer is over 1 MiB");
  return std::move(sent.response->body);
}

}  // namespace hookctl::cli
