#include "cli/read_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

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

Result<Bytes> read_file(const std::string& path) {
  const Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  if (file.number < 0) return cannot_read(path, errno);
  Bytes bytes;
  std::array<char, 65536> part;
  for (;;) {
    const auto count = ::read(file.number, part.data(), part.size());
    if (count == 0) return bytes;
    if (count > 0) {
      bytes.append(part.data(), static_cast<std::size_t>(count));
    } else if (errno != EINTR) {
      return cannot_read(path, errno);
    }
  }
}

}  // namespace hookctl::cli
