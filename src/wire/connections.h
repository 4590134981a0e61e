#pragma once

#include <memory>
#include <vector>

namespace hookctl::wire {

class Channel;

/// Connections to one endpoint that wait for their next request. It goes before the loop they are on.
class Connections {
 public:
  Connections();
  ~Connections();
  Connections(const Connections&) = delete;
  Connections& operator=(const Connections&) = delete;

  /// One that waits, and on which the endpoint has neither closed nor said anything meanwhile; null when there is none.
  std::unique_ptr<Channel> take();
  void keep(std::unique_ptr<Channel> channel);

 private:
  std::vector<std::unique_ptr<Channel>> waiting_;
};

}  // namespace hookctl::wire
