#include "flow/tally.h"

#include <algorithm>
#include <bit>

namespace hookctl::flow {
namespace {

/// Values below 8 µs have buckets of their own; above, every power of two is cut into eight.
std::size_t bucket_of(std::uint64_t micros) {
  if (micros < 8) return micros;
  const auto power = std::bit_width(micros) - 1;
  return (power - 2) * 8 + (micros >> (power - 3) & 7);
}

std::uint64_t upper_end(std::size_t bucket) {
  if (bucket < 8) return bucket;
  const auto power = bucket / 8 + 2;
  return ((8 + bucket % 8 + 1) << (power - 3)) - 1;
}

}  // namespace

void Latencies::add(Micros took) {
  const auto micros = static_cast<std::uint64_t>(std::max<Micros::rep>(took.count(), 0));
  ++buckets_[std::min(bucket_of(micros), buckets_.size() - 1)];
  ++count_;
  max_ = std::max(max_, took);
  sum_ += took;
}

Micros Latencies::quantile(double share) const {
  const auto wanted = static_cast<std::uint64_t>(share * static_cast<double>(count_));
  std::uint64_t seen = 0;
  for (std::size_t i = 0; i < buckets_.size(); ++i) {
    seen += buckets_[i];
    if (seen > wanted || (seen == count_ && seen > 0)) {
      return std::min(max_, Micros{static_cast<Micros::rep>(upper_end(i))});
    }
  }
  return Micros{0};
}

void Tally::add(const capture::Capture& capture) {
  const auto state = capture.verdict.state;
  for (auto* counts : {&all, &by_provider[capture.verdict.provider]}) {
    ++counts->received;
    if (state == signature::State::verified || state == signature::State::authenticated) ++counts->verified;
    if (state == signature::State::failed) ++counts->failed;
    if (capture.event && capture.event->duplicate_of) ++counts->duplicates;
  }
}

}  // namespace hookctl::flow
