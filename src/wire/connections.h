#pragma once

#include <memory>
#include <vector>

namespace hookctl::wire {

class Courier;

/// Couriers to one endpoint whose connections wait for their next request. It goes before the loop they are on.
class Connections {
 public:
  Connections();
  ~Connections();
  Connections(const Connections&) = delete;
  Connections& operator=(const Connections&) = delete;

  /// One that waits, and on which the endpoint has neither closed nor said anything meanwhile; null when there is none.
  std::shared_ptr<Courier> take();
  void keep(std::shared_ptr<Courier> courier);

 private:
  std::vector<std::shared_ptr<Courier>> waiting_;
};

}  // namespace hookctl::wire
