#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "base/result.h"
#include "wire/receiver.h"

namespace hookctl::flow {

/// Serves a text at `/metrics` on loopback, beside a listener and on its loop.
class MetricsServer {
 public:
  /// `text` is asked at each request.
  MetricsServer(wire::Loop& loop, std::function<std::string()> text) : loop_(loop), text_(std::move(text)) {}
  MetricsServer(const MetricsServer&) = delete;
  MetricsServer& operator=(const MetricsServer&) = delete;

  /// Binds the port, 0 picks a free one; yields which one it is.
  Result<std::uint16_t> open(std::uint16_t port);

 private:
  void answer(const wire::Arrival& arrival);

  wire::Loop& loop_;
  std::function<std::string()> text_;
  std::optional<wire::Receiver> receiver_ = {};
};

}  // namespace hookctl::flow
