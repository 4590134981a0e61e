#include "wire/web_server.h"

#include <exception>
#include <optional>
#include <thread>
#include <utility>

#include "wire/receiver.h"
#include "wire/workers.h"

namespace hookctl::wire {

struct WebServer::State {
  explicit State(WebServerOptions given) : options(std::move(given)), workers(options.threads) {}
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    if (!thread.joinable()) return;
    loop.stop();
    thread.join();
  }

  void take(Arrival& arrival);
  WebReply reply_to(const Request& request) const;
  void send(Ticket ticket, WebReply& reply);

  const WebServerOptions options;
  Respond respond = {};
  Loop loop = {};
  std::optional<Receiver> receiver = {};
  LiveStreams streams{loop};
  Workers workers;
  std::thread thread = {};
};

void WebServer::State::take(Arrival& arrival) {
  if (arrival.refusal) return;
  workers.run([this, ticket = arrival.ticket, request = std::move(arrival.request)] {
    auto reply = std::make_shared<WebReply>(reply_to(request));
    loop.post([this, ticket, reply] { send(ticket, *reply); });
  });
}

WebReply WebServer::State::reply_to(const Request& request) const {
  try {
    return respond(request);
  } catch (const std::exception&) {
    return {.response = {.status = 500, .headers = options.own_fields}};
  }
}

void WebServer::State::send(Ticket ticket, WebReply& reply) {
  if (!reply.more) return receiver->answer(ticket, reply.response);
  streams.begin(*receiver, ticket, reply.response, std::move(reply.more));
}

Result<WebServer> WebServer::open(WebServerOptions options) {
  auto state = std::make_unique<State>(std::move(options));
  const auto& given = state->options;
  auto receiver = Receiver::open(
      state->loop, {.host = given.host, .port = given.port, .limits = given.limits, .refusal_fields = given.own_fields},
      [&at = *state](std::span<Arrival> arrivals) {
        for (auto& arrival : arrivals) at.take(arrival);
      });
  if (!receiver) return receiver.error();
  state->receiver = *std::move(receiver);
  return WebServer(std::move(state));
}

WebServer::WebServer(std::unique_ptr<State> state) : state_(std::move(state)) {}
WebServer::WebServer(WebServer&&) noexcept = default;
WebServer& WebServer::operator=(WebServer&&) noexcept = default;
WebServer::~WebServer() = default;

std::uint16_t WebServer::port() const { return state_->receiver->port(); }

void WebServer::serve(Respond respond) {
  state_->respond = std::move(respond);
  state_->thread = std::thread([&loop = state_->loop] { loop.run(); });
}

}  // namespace hookctl::wire
