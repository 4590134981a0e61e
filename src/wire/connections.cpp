#include "wire/connections.h"

#include <utility>

#include "wire/courier.h"

namespace hookctl::wire {

Connections::Connections() = default;

Connections::~Connections() {
  for (const auto& courier : waiting_) courier->leave();
}

std::shared_ptr<Courier> Connections::take() {
  while (!waiting_.empty()) {
    auto courier = std::move(waiting_.back());
    waiting_.pop_back();
    if (courier->is_quiet()) return courier;
    courier->leave();
  }
  return nullptr;
}

void Connections::keep(std::shared_ptr<Courier> courier) { waiting_.push_back(std::move(courier)); }

}  // namespace hookctl::wire
