#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "wire/receiver.h"

namespace hookctl::flow {

/// Serves a JWK Set on loopback, on the loop of a run.
class JwksServer {
 public:
  static constexpr std::string_view path = "/jwks.json";

  JwksServer(wire::Loop& loop, std::string text) : loop_(loop), text_(std::move(text)) {}
  JwksServer(const JwksServer&) = delete;
  JwksServer& operator=(const JwksServer&) = delete;

  /// Binds the port, 0 picks a free one; yields which one it is.
  Result<std::uint16_t> open(std::uint16_t port);

 private:
  void answer(const wire::Arrival& arrival);

  wire::Loop& loop_;
  std::string text_;
  std::optional<wire::Receiver> receiver_ = {};
};

}  // namespace hookctl::flow
