#include "inspector/inspector.h"

#include <fmt/format.h>
#include <utility>

#include "crypto/digest.h"
#include "crypto/encoding.h"
#include "inspector/routes.h"
#include "wire/web_server.h"

namespace hookctl::inspector {
namespace {

constexpr std::size_t token_bytes = 24;

/// A body that a replay edits may be as long as any that a listener takes, escaped in JSON. Who is not let in is told
/// so after much less.
constexpr std::size_t largest_post = 32 * 1024 * 1024;
constexpr std::size_t largest_turned = 64 * 1024;

constexpr std::size_t most_connections = 256;
constexpr Millis write_deadline{60'000};  // for large bodies

/// What goes with every answer, whatever it is.
Headers safety() {
  return {{"Cache-Control", "no-store"},
          {"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"},
          {"Cross-Origin-Opener-Policy", "same-origin"},
          {"Cross-Origin-Resource-Policy", "same-origin"},
          {"Referrer-Policy", "no-referrer"},
          {"X-Content-Type-Options", "nosniff"},
          {"X-Frame-Options", "DENY"}};
}

std::optional<std::string> header_of(const Request& request, std::string_view name) {
  const auto value = request.headers.find(name);
  return value ? std::optional<std::string>(*value) : std::nullopt;
}

Knock knock_of(const Request& request) {
  Knock knock{.method = request.method,
              .path = std::string(path_of(request.target)),
              .token = header_of(request, "X-Hookctl-Token"),
              .origin = header_of(request, "Origin"),
              .fetch_site = header_of(request, "Sec-Fetch-Site"),
              .content_type = header_of(request, "Content-Type")};
  for (const auto host : request.headers.all("Host")) knock.hosts.emplace_back(host);
  return knock;
}

/// The guard is asked first; nothing leaves without what makes it safe.
Reply answer(Site& site, const Request& request) {
  const auto turned = site.guard.check(knock_of(request));
  auto reply = turned ? error_reply(turned->status, {std::string(turned->why), std::string(turned->hint)})
                      : route(site, request);
  auto& headers = reply.response.headers;
  for (const auto& [name, value] : safety()) {
    if (!headers.find(name)) headers.add(name, value);
  }
  return reply;
}

}  // namespace

struct Inspector::State {
  State() = default;
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    if (site) site->ending.request_stop();
  }

  wire::Limits limits() const {
    return {
        .body = largest_post,
        .body_after =
            [this](const Request& head) { return site->guard.check(knock_of(head)) ? largest_turned : largest_post; },
        .connections = most_connections,
        .write_deadline = write_deadline};
  }

  std::optional<Site> site = {};
  std::optional<wire::WebServer> server = {};  // last: it ends before what its answers use
};

Inspector::Inspector(std::unique_ptr<State> state) : state_(std::move(state)) {}
Inspector::Inspector(Inspector&&) noexcept = default;
Inspector::~Inspector() = default;

Result<Inspector> Inspector::open(InspectorOptions options, Clock& clock) {
  const auto& address = options.reach.address;
  auto state = std::make_unique<State>();
  auto server =
      wire::WebServer::open({.host = address, .port = options.port, .limits = state->limits(), .own_fields = safety()});
  if (!server) {
    return Error{fmt::format("the inspector cannot have port {} on {}", options.port, address),
                 "choose another port, or 0 for a free one; an address must be one of this machine",
                 Fault::environment};
  }
  state->server = *std::move(server);
  Guard guard(hosts_of(options.reach, state->server->port()), crypto::to_base64url(crypto::random_bytes(token_bytes)));
  auto& site = state->site.emplace(std::move(options), clock, std::move(guard));
  state->server->serve([&site](const Request& request) { return answer(site, request); });
  return Inspector(std::move(state));
}

std::string Inspector::url() const {
  const auto& name = state_->site->options.reach.names.front();
  return fmt::format("http://{}:{}/#token={}", name, state_->server->port(), state_->site->guard.token());
}

void Inspector::note(const std::string& capture, Micros took) const { state_->site->shelf.note(capture, took); }

}  // namespace hookctl::inspector
