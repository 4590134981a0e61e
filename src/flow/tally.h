#pragma once

#include <array>
#include <cstdint>

#include "base/clock.h"

namespace hookctl::flow {

/// How long answers took, in a fixed 2 KiB: buckets that grow by an eighth, from 1 µs to over an hour.
class Latencies {
 public:
  void add(Micros took);
  /// The time within which this share (0 … 1) of all answers was given; zero when there were none.
  Micros quantile(double share) const;

 private:
  std::array<std::uint64_t, 256> buckets_{};
  std::uint64_t count_ = 0;
};

/// What a listener counted.
struct Tally {
  std::uint64_t received = 0;
  std::uint64_t verified = 0;  // authenticated ones too
  std::uint64_t failed = 0;
  std::uint64_t duplicates = 0;
  std::uint64_t refused = 0;
  Latencies latencies = {};
};

}  // namespace hookctl::flow
