#include "inspector/shelf.h"

#include <utility>

namespace hookctl::inspector {
namespace {

/// How often the file is looked at; nobody sees that a delivery came a moment ago.
constexpr Millis between_looks{30};

/// More notes than these are of captures that are not recorded.
constexpr std::size_t most_notes = 100'000;

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
  const auto growth = follower.read(
      [&](capture::LogPlace place, Result<capture::Record>&& record) { found.emplace_back(place, std::move(record)); });
  if (!growth || *growth == capture::Growth::none) {
    take_notes();
    return false;
  }
  {
    const std::unique_lock lock(mutex_);
    if (*growth == capture::Growth::replaced) {
      rows_ = {};
      extent_ = {.edition = extent_.edition + 1};
    }
    for (auto& [place, record] : found) rows_.add(place, std::move(record));
    extent_.records += found.size();
  }
  take_notes();
  return true;
}

void Shelf::read(const std::function<void(const Rows&, Extent)>& look) const {
  const std::shared_lock lock(mutex_);
  look(rows_, extent_);
}

Extent Shelf::extent() const {
  const std::shared_lock lock(mutex_);
  return extent_;
}

void Shelf::note(const std::string& capture, Micros took) {
  const std::scoped_lock lock(noted_mutex_);
  if (noted_.size() >= most_notes) noted_.clear();
  noted_.emplace_back(capture, took);
}

/// What was noted of captures that are not there yet waits for them.
void Shelf::take_notes() {
  std::vector<std::pair<std::string, Micros>> notes;
  {
    const std::scoped_lock noting(noted_mutex_);
    notes.swap(noted_);
  }
  if (notes.empty()) return;
  {
    // Whoever notes must not wait for those who read.
    const std::unique_lock lock(mutex_);
    std::erase_if(notes, [&](const auto& each) { return rows_.note(each.first, each.second); });
  }
  const std::scoped_lock noting(noted_mutex_);
  noted_.insert(noted_.begin(), notes.begin(), notes.end());
}

}  // namespace hookctl::inspector
