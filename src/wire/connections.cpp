#include "wire/connections.h"

#include <utility>

#include "wire/channel.h"

namespace hookctl::wire {

Connections::Connections() = default;
Connections::~Connections() = default;

std::unique_ptr<Channel> Connections::take() {
  while (!waiting_.empty()) {
    auto channel = std::move(waiting_.back());
    waiting_.pop_back();
    if (channel->is_quiet()) return channel;
  }
  return nullptr;
}

void Connections::keep(std::unique_ptr<Channel> channel) { waiting_.push_back(std::move(channel)); }

}  // namespace hookctl::wire
