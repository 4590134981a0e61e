#include "inspector/shelf.h"

#include <utility>

namespace hookctl::inspector {
namespace {

/// How often the file is looked at; nobody sees that a delivery came a moment ago.
constexpr Millis between_looks{30};

}  // namespace

Shelf::Shelf(std::string path, Clock& clock)
    : path_(std::move(path)), thread_([this, &clock](const std::stop_token& stop) { follow(stop, clock); }) {}

void Shelf::follow(const std::stop_token& stop, Clock& clock) {
  capture::LogFollower follower(path_);
  while (!stop.stop_requested()) {
    if (!take(follower) && clock.wait(between_looks, stop) == Wake::stopped) return;
  }
}

bool Shelf::take(capture::LogFollower& follower) {
  std::vector<std::pair<capture::LogPlace, Result<capture::Record>>> found;
  const auto growth = follower.read([&](capture::LogPlace place, Result<capture::Record>&& record) {
    found.emplace_back(place, std::move(record));
  });
  if (!growth || *growth == capture::Growth::none) return false;
  {
    const std::unique_lock lock(mutex_);
    if (*growth == capture::Growth::replaced) {
      rows_ = {};
      extent_ = {.edition = extent_.edition + 1};
    }
    for (auto& [place, record] : found) rows_.add(place, std::move(record));
    extent_.records += found.size();
  }
  changed_.notify_all();
  return true;
}

void Shelf::read(const std::function<void(const Rows&, Extent)>& look) const {
  const std::shared_lock lock(mutex_);
  look(rows_, extent_);
}

Extent Shelf::wait(Extent known, Millis within) const {
  std::shared_lock lock(mutex_);
  changed_.wait_for(lock, within, [&] { return closed_ || extent_ != known; });
  return extent_;
}

void Shelf::close() {
  {
    const std::unique_lock lock(mutex_);
    closed_ = true;
  }
  changed_.notify_all();
}

}  // namespace hookctl::inspector
