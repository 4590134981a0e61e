#include "cli/read_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <limits>

namespace hookctl::cli {
namespace {

Error cannot_read(const std::string& path, int problem) {
  return {fmt::format("cannot read '{}': {}", path, std::strerror(problem))};
}

/// A file descriptor that closes itself.
struct Descriptor {
  int number;
  ~Descriptor() {
    if (number >= 0) ::close(number);
  }
};

}  // namespace

bool exists(const std::string& path) { return ::access(path.c_str(), F_OK) == 0; }

Result<Bytes> read_beginning(const std::string& path, std::size_t count) {
  const Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  if (file.number < 0) return cannot_read(path, errno);
  Bytes bytes;
  std::array<char, 65536> part;
  while (bytes.size() < count) {
    const auto got = ::read(file.number, part.data(), std::min(part.size(), count - bytes.size()));
    if (got == 0) return bytes;
    if (got > 0) {
      bytes.append(part.data(), static_cast<std::size_t>(got));
    } else if (errno != EINTR) {
      return cannot_read(path, errno);
    }
  }
  return bytes;
}

Result<Bytes> read_file(const std::string& path) {
  return read_beginning(path, std::numeric_limits<std::size_t>::max());
}

}  // namespace hookctl::cli
