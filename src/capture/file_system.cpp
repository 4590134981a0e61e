#include "capture/file_system.h"

#include <cerrno>

namespace hookctl::capture {

std::error_code write_all(const FileSystem& files, int descriptor, ByteView bytes) {
  while (!bytes.empty()) {
    const auto count = files.write(descriptor, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return last_problem();
    if (count == 0) return std::make_error_code(std::errc::io_error);
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return {};
}

std::error_code last_problem() { return {errno, std::generic_category()}; }

}  // namespace hookctl::capture
