#pragma once

#include <cstdint>

namespace hookctl::retry {

/// A number in [0, 1) for the jitter before one retry. It depends on the seed, the delivery and the retry alone, so
/// other deliveries in between change nothing.
double draw(std::uint64_t seed, std::uint64_t delivery, std::uint64_t retry);

}  // namespace hookctl::retry
