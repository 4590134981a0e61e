#include "flow/loopback_server.h"

#include <utility>

namespace hookctl::flow {

Result<std::uint16_t> LoopbackServer::open(std::uint16_t port) {
  const wire::Limits limits{.body = 1024, .connections = connections_};
  auto receiver =
      wire::Receiver::open(loop_, {.port = port, .limits = limits}, [this](std::span<wire::Arrival> arrivals) {
        for (const auto& arrival : arrivals) {
          if (!arrival.refusal) receiver_->answer(arrival.ticket, reply_(arrival.request.target));
        }
      });
  if (!receiver) return receiver.error();
  receiver_ = *std::move(receiver);
  return receiver_->port();
}

LoopbackServer::Reply one_page(std::string path, std::string type, std::function<std::string()> text) {
  return [path = std::move(path), type = std::move(type), text = std::move(text)](std::string_view target) {
    if (target != path) return Response{.status = 404};
    return Response{.headers = {{"Content-Type", type}}, .body = text()};
  };
}

}  // namespace hookctl::flow
