#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>

#include "base/clock.h"
#include "capture/capture.h"

namespace hookctl::flow {

/// How long answers took, in a fixed 2 KiB: buckets that grow by an eighth, from 1 µs to over an hour.
class Latencies {
 public:
  void add(Micros took);
  /// The time within which this share (0 … 1) of all answers was given; zero when there were none.
  Micros quantile(double share) const;
  /// The longest of them.
  Micros max() const { return max_; }
  std::uint64_t count() const { return count_; }
  /// All of them together.
  Micros sum() const { return sum_; }

 private:
  std::array<std::uint64_t, 256> buckets_{};
  std::uint64_t count_ = 0;
  Micros max_{0};
  Micros sum_{0};
};

/// How many captures there were, and of which kinds.
struct Counts {
  std::uint64_t received = 0;
  std::uint64_t verified = 0;  // authenticated ones too
  std::uint64_t failed = 0;
  std::uint64_t duplicates = 0;
};

/// What a listener counted.
struct Tally {
  Counts all = {};
  std::map<std::string, Counts> by_provider = {};  // an empty name stands for those of no known provider
  std::uint64_t refused = 0;
  Latencies latencies = {};

  void add(const capture::Capture& capture);
};

}  // namespace hookctl::flow
