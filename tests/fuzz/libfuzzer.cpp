#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "target.h"

/// The door for libFuzzer, which brings its own `main`: HOOKCTL_FUZZ_TARGET names the target.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto* const chosen = [] {
    const char* name = std::getenv("HOOKCTL_FUZZ_TARGET");
    for (const auto& target : hookctl::fuzz::targets()) {
      if (name != nullptr && target.name == name) return &target;
    }
    hookctl::fuzz::require(false, "HOOKCTL_FUZZ_TARGET names a target");
    return static_cast<const hookctl::fuzz::Target*>(nullptr);
  }();
  chosen->check({reinterpret_cast<const char*>(data), size});
  return 0;
}
