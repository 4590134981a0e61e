#pragma once

#include <algorithm>
#include <array>

#include "base/clock.h"

namespace hookctl::provider {

/// Delays from `first` on, each twice the one before it, none above `cap`.
template <std::size_t Count>
constexpr std::array<Millis, Count> doubling(Millis first, Millis cap) {
  std::array<Millis, Count> delays{};
  for (auto& each : delays) {
    each = first;
    first = std::min(first * 2, cap);
  }
  return delays;
}

/// The same delay before every retry.
template <std::size_t Count>
constexpr std::array<Millis, Count> every(Millis delay) {
  return doubling<Count>(delay, delay);
}

}  // namespace hookctl::provider
