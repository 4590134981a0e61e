#pragma once

#include <cstdint>
#include <random>
#include <span>
#include <string_view>

#include "base/bytes.h"

namespace hookctl::fuzz {

/// Makes inputs out of seeds: bits flip, bytes change, pieces go, come twice, move between seeds. The same number makes
/// the same inputs on every machine.
class Mutator {
 public:
  Mutator(std::span<const std::string_view> seeds, std::uint64_t number) : seeds_(seeds), random_(number) {}

  Bytes next();

 private:
  std::size_t below(std::size_t limit) { return limit == 0 ? 0 : random_() % limit; }
  std::string_view piece_of(std::string_view text);
  void change(Bytes& input);

  std::span<const std::string_view> seeds_;
  std::mt19937_64 random_;
};

}  // namespace hookctl::fuzz
