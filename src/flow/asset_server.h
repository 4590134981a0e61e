#pragma once

#include <map>
#include <optional>
#include <string>
#include <thread>

#include "base/bytes.h"
#include "base/result.h"
#include "flow/loopback_server.h"

namespace hookctl::flow {

/// Serves files that fixtures point to, such as the picture of a result, on loopback while a replay runs: the app finds
/// there what the provider's own URL does not give any more. Nothing listens before the first file is there.
class AssetServer {
 public:
  AssetServer();
  AssetServer(const AssetServer&) = delete;
  AssetServer& operator=(const AssetServer&) = delete;
  ~AssetServer();

  /// The URL under which bytes are served from now on; its path ends in the name. Not to be called once `start` was.
  Result<std::string> add(std::string_view name, Bytes bytes);

  /// Answers from now on, on a thread of its own.
  void start();

 private:
  Response reply(std::string_view target) const;

  wire::Loop loop_ = {};
  LoopbackServer server_;
  std::uint16_t port_ = 0;                                // 0: nothing listens yet
  std::map<std::string, Bytes, std::less<>> files_ = {};  // by target
  std::jthread thread_ = {};
};

}  // namespace hookctl::flow
