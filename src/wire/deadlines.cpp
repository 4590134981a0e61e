#include "wire/deadlines.h"

#include <utility>

namespace hookctl::wire {

Deadlines::Entry Deadlines::add(Time at, std::function<void()> expired) {
  const auto entry = entries_.emplace_hint(entries_.end(), at, std::move(expired));
  watch();
  return entry;
}

/// A timer that looks too early, as its entry was dropped, costs less than one that is set anew for each entry.
void Deadlines::watch() {
  if (entries_.empty() || entries_.begin()->first >= watched_) return;
  watched_ = entries_.begin()->first;
  timer_.expires_at(watched_);
  timer_.async_wait([this](const boost::system::error_code& cancelled) {
    if (!cancelled) expire();
  });
}

void Deadlines::expire() {
  const auto now = std::chrono::steady_clock::now();
  while (!entries_.empty() && entries_.begin()->first <= now) {
    const auto expired = entries_.extract(entries_.begin());
    expired.mapped()();
  }
  watched_ = Time::max();
  watch();
}

}  // namespace hookctl::wire
