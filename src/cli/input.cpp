#include "cli/input.h"

#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace hookctl::cli {
namespace {

// How soon a Ctrl-C is noticed while nothing comes in.
constexpr int poll_interval_ms = 100;

Error read_error(int problem) {
  return {fmt::format("cannot read standard input: {}", std::strerror(problem)), {}, Fault::environment};
}

Result<Bytes> read_descriptor(int descriptor, const std::stop_token& stop) {
  Bytes bytes;
  std::array<char, 65536> part;
  while (!stop.stop_requested()) {
    pollfd readable{descriptor, POLLIN, 0};
    const int ready = ::poll(&readable, 1, poll_interval_ms);
    if (ready == 0 || (ready < 0 && errno == EINTR)) continue;
    const auto count = ::read(descriptor, part.data(), part.size());
    if (count == 0) return bytes;
    if (count > 0) {
      bytes.append(part.data(), static_cast<std::size_t>(count));
    } else if (errno != EINTR && errno != EAGAIN) {
      return read_error(errno);
    }
  }
  return Error{"interrupted while reading standard input", {}, Fault::environment};
}

}  // namespace

Result<Bytes> Input::read_all(const std::stop_token& stop) {
  if (used_) return Error{"standard input was read already", "only one option or argument can be '-'"};
  used_ = true;
  if (bytes_) return *std::move(bytes_);
  return read_descriptor(descriptor_, stop);
}

}  // namespace hookctl::cli
