#include "flow/metrics_server.h"

namespace hookctl::flow {
namespace {

constexpr wire::Limits small{.body = 1024, .connections = 16};

}  // namespace

Result<std::uint16_t> MetricsServer::open(std::uint16_t port) {
  auto receiver =
      wire::Receiver::open(loop_, {.port = port, .limits = small}, [this](std::span<wire::Arrival> arrivals) {
        for (const auto& arrival : arrivals) answer(arrival);
      });
  if (!receiver) return receiver.error();
  receiver_ = *std::move(receiver);
  return receiver_->port();
}

void MetricsServer::answer(const wire::Arrival& arrival) {
  if (arrival.refusal) return;
  if (arrival.request.target != "/metrics") return receiver_->answer(arrival.ticket, Response{.status = 404});
  receiver_->answer(arrival.ticket,
                    Response{.headers = {{"Content-Type", "text/plain; version=0.0.4"}}, .body = text_()});
}

}  // namespace hookctl::flow
