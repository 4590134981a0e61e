#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "wire/receiver.h"

namespace hookctl::flow {

/// A small server on loopback, beside a run and on its loop, whose answer depends on the target alone.
class LoopbackServer {
 public:
  using Reply = std::function<Response(std::string_view target)>;

  LoopbackServer(wire::Loop& loop, std::size_t connections, Reply reply)
      : loop_(loop), connections_(connections), reply_(std::move(reply)) {}
  LoopbackServer(const LoopbackServer&) = delete;
  LoopbackServer& operator=(const LoopbackServer&) = delete;

  /// Binds the port, 0 picks a free one; yields which one it is.
  Result<std::uint16_t> open(std::uint16_t port);

 private:
  wire::Loop& loop_;
  std::size_t connections_;
  Reply reply_;
  std::optional<wire::Receiver> receiver_ = {};
};

/// Replies with a text at a path, asked for at each request, and with 404 elsewhere.
LoopbackServer::Reply one_page(std::string path, std::string type, std::function<std::string()> text);

}  // namespace hookctl::flow
