#pragma once

#include <span>
#include <string_view>

#include "base/bytes.h"

namespace hookctl::fuzz {

/// Something that takes bytes from strangers: what must hold for any bytes, and inputs to start from.
struct Target {
  std::string_view name;
  void (*check)(ByteView input);
  std::span<const std::string_view> seeds;
};

/// Every target, by name.
std::span<const Target> targets();

/// What must hold. When it does not, says so and aborts, so that the driver or libFuzzer keeps the input.
void require(bool holds, const char* what);

}  // namespace hookctl::fuzz
