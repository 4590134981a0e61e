#include "retry/draw.h"

namespace hookctl::retry {
namespace {

/// The finaliser of SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014).
std::uint64_t mixed(std::uint64_t value) {
  value += 0x9e3779b97f4a7c15;
  value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9;
  value = (value ^ (value >> 27)) * 0x94d049bb133111eb;
  return value ^ (value >> 31);
}

constexpr int kept_bits = 53;  // of a double's mantissa

}  // namespace

double draw(std::uint64_t seed, std::uint64_t delivery, std::uint64_t retry) {
  const auto bits = mixed(mixed(mixed(seed) + delivery) + retry);
  return static_cast<double>(bits >> (64 - kept_bits)) / static_cast<double>(std::uint64_t{1} << kept_bits);
}

}  // namespace hookctl::retry
