#include "inspector/inspector.h"

#include <fmt/format.h>
#include <sys/socket.h>

#include <thread>
#include <utility>

#include "crypto/digest.h"
#include "crypto/encoding.h"
#include "inspector/routes.h"

namespace hookctl::inspector {
namespace {

/// Every open tab keeps one of them for its events, so there are enough for many.
constexpr std::size_t threads = 96;

constexpr int waiting_connections = 512;

constexpr std::size_t token_bytes = 24;
constexpr std::size_t largest_post = 32 * 1024 * 1024;

std::optional<std::string> header_of(const httplib::Request& request, const char* name) {
  if (!request.has_header(name)) return std::nullopt;
  return request.get_header_value(name);
}

Knock knock_of(const httplib::Request& request) {
  Knock knock{.method = request.method,
              .path = request.path,
              .token = header_of(request, "X-Hookctl-Token"),
              .origin = header_of(request, "Origin"),
              .fetch_site = header_of(request, "Sec-Fetch-Site"),
              .content_type = header_of(request, "Content-Type")};
  const auto [first, last] = request.headers.equal_range("Host");
  for (auto host = first; host != last; ++host) knock.hosts.push_back(host->second);
  return knock;
}

/// What goes with every answer, whatever it is.
httplib::Headers safety() {
  return {{"Cache-Control", "no-store"},
          {"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"},
          {"Cross-Origin-Opener-Policy", "same-origin"},
          {"Cross-Origin-Resource-Policy", "same-origin"},
          {"Referrer-Policy", "no-referrer"},
          {"X-Content-Type-Options", "nosniff"},
          {"X-Frame-Options", "DENY"}};
}

/// One request a connection, so that nothing unread becomes the next one.
void set_up(httplib::Server& server, socket_t& listening) {
  server.new_task_queue = [] { return new httplib::ThreadPool(threads); };
  server.set_tcp_nodelay(true);
  server.set_keep_alive_max_count(1);
  server.set_keep_alive_timeout(10);  // a browser opens connections before it needs them
  server.set_read_timeout(5);
  server.set_write_timeout(5);
  server.set_payload_max_length(largest_post);
  server.set_socket_options([&listening](socket_t socket) {
    listening = socket;
    const int on = 1;
    setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  });
  server.set_exception_handler([](const httplib::Request&, httplib::Response& response, std::exception_ptr) {
    reply_error(response, 500, {"an internal error"});
  });
  server.set_post_routing_handler([](const httplib::Request&, httplib::Response& response) {
    for (const auto& [name, value] : safety()) {
      if (!response.has_header(name)) response.set_header(name, value);
    }
  });
}

Error unavailable(const InspectorOptions& options) {
  const auto what = fmt::format("the inspector cannot have port {} on {}", options.port, options.reach.address);
  return {what, "choose another port, or 0 for a free one; an address must be one of this machine", Fault::environment};
}

}  // namespace

struct Inspector::State {
  httplib::Server server = {};
  socket_t socket = INVALID_SOCKET;
  int port = 0;
  std::optional<Site> site = {};
  std::jthread thread = {};

  ~State() {
    if (!site) return;
    site->ending.request_stop();
    site->shelf.close();
    server.stop();
  }
};

Inspector::Inspector(std::unique_ptr<State> state) : state_(std::move(state)) {}
Inspector::Inspector(Inspector&&) noexcept = default;
Inspector::~Inspector() = default;

Result<Inspector> Inspector::open(InspectorOptions options, Clock& clock) {
  auto state = std::make_unique<State>();
  auto& server = state->server;
  set_up(server, state->socket);
  const auto wanted = options.port;
  const auto& address = options.reach.address;
  state->port = wanted == 0 ? server.bind_to_any_port(address.c_str()) : wanted;
  if (state->port < 0 || (wanted != 0 && !server.bind_to_port(address.c_str(), wanted))) return unavailable(options);
  // The library lets five connections wait; a browser that loads a page has more, and comes back after a second.
  ::listen(state->socket, waiting_connections);
  Guard guard(hosts_of(options.reach, static_cast<std::uint16_t>(state->port)),
              crypto::to_base64url(crypto::random_bytes(token_bytes)));
  auto& site = state->site.emplace(std::move(options), clock, std::move(guard));
  server.set_pre_routing_handler([&site](const httplib::Request& request, httplib::Response& response) {
    const auto turned = site.guard.check(knock_of(request));
    if (!turned) return httplib::Server::HandlerResponse::Unhandled;
    reply_error(response, turned->status, {std::string(turned->why), std::string(turned->hint)});
    for (const auto& [name, value] : safety()) response.set_header(name, value);
    return httplib::Server::HandlerResponse::Handled;
  });
  add_page_routes(server);
  add_list_route(server, site);
  add_capture_routes(server, site);
  add_verdict_route(server, site);
  add_stats_route(server, site);
  add_events_route(server, site);
  add_replay_routes(server, site);
  add_edit_route(server, site);
  add_expect_route(server, site);
  add_export_routes(server, site);
  add_script_route(server, site);
  state->thread = std::jthread([&server] { server.listen_after_bind(); });
  // A server that is told to end before it has begun would go on for ever.
  while (!server.is_running()) std::this_thread::yield();
  return Inspector(std::move(state));
}

std::string Inspector::url() const {
  const auto& name = state_->site->options.reach.names.front();
  return fmt::format("http://{}:{}/#token={}", name, state_->port, state_->site->guard.token());
}

void Inspector::note(const std::string& capture, Micros took) const { state_->site->shelf.note(capture, took); }

}  // namespace hookctl::inspector
