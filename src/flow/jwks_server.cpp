#include "flow/jwks_server.h"

namespace hookctl::flow {
namespace {

constexpr wire::Limits small{.body = 1024, .connections = 64};

}  // namespace

Result<std::uint16_t> JwksServer::open(std::uint16_t port) {
  auto receiver =
      wire::Receiver::open(loop_, {.port = port, .limits = small}, [this](std::span<wire::Arrival> arrivals) {
        for (const auto& arrival : arrivals) answer(arrival);
      });
  if (!receiver) return receiver.error();
  receiver_ = *std::move(receiver);
  return receiver_->port();
}

void JwksServer::answer(const wire::Arrival& arrival) {
  if (arrival.refusal) return;
  const auto target = std::string_view(arrival.request.target);
  if (target.substr(0, target.find('?')) != path) {
    return receiver_->answer(arrival.ticket, Response{.status = 404});
  }
  receiver_->answer(arrival.ticket, Response{.headers = {{"Content-Type", "application/jwk-set+json"}}, .body = text_});
}

}  // namespace hookctl::flow
