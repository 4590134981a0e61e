#pragma once

#include <cstddef>
#include <fstream>
#include <string>

namespace hookctl::test {

/// Sanitizers keep freed memory and a shadow of all of it, so that figures say nothing.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool memory_is_measurable = false;
#else
inline constexpr bool memory_is_measurable = true;
#endif

/// A figure of this process from /proc: `VmRSS`, or `VmHWM` for the most there was; in bytes.
inline std::size_t memory_of_process(const std::string& name) {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;) {
    std::size_t kib = 0;
    if (word == name + ":" && status >> kib) return kib * 1024;
  }
  return 0;
}

/// How much memory this process has come to use since the object was made, at the most.
class MemoryGrowth {
 public:
  MemoryGrowth() {
    std::ofstream("/proc/self/clear_refs") << 5;  // the most there was is now what there is
    before_ = memory_of_process("VmHWM");
  }

  std::size_t bytes() const { return memory_of_process("VmHWM") - before_; }

 private:
  std::size_t before_;
};

}  // namespace hookctl::test
