#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <functional>
#include <memory>
#include <vector>

#include "base/result.h"
#include "wire/endpoint.h"
#include "wire/loop.h"

namespace hookctl::wire {

using Addresses = std::vector<boost::asio::ip::tcp::endpoint>;

/// The search for the addresses of a host. The system's resolver blocks and cannot be interrupted, so it runs on a
/// thread of its own, and whoever gives up destroys the lookup and never hears of it again.
class Lookup {
 public:
  using Done = std::function<void(Result<Addresses>)>;

  /// Calls `done` in a later turn of the loop, unless the lookup is destroyed before.
  Lookup(Loop& loop, const Endpoint& endpoint, Done done);
  ~Lookup();
  Lookup(const Lookup&) = delete;
  Lookup& operator=(const Lookup&) = delete;

  struct Shared;

 private:
  void start_thread(const Endpoint& endpoint);

  std::shared_ptr<Shared> shared_;
};

}  // namespace hookctl::wire
