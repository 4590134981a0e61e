#include "cli/output.h"

#include <poll.h>
#include <unistd.h>

#include <cerrno>

namespace hookctl::cli {
namespace {

/// Whether a failed write is worth another: after a signal, or when a non-blocking pipe has room again.
bool may_go_on(int descriptor, int problem) {
  if (problem == EINTR) return true;
  if (problem != EAGAIN) return false;
  pollfd ready{descriptor, POLLOUT, 0};
  return ::poll(&ready, 1, -1) == 1 || errno == EINTR;
}

}  // namespace

Output::Output(int descriptor) : descriptor_(descriptor), terminal_(::isatty(descriptor) == 1) {}

void Output::write(ByteView bytes) {
  if (text_ != nullptr) {
    text_->append(bytes);
    return;
  }
  while (!bytes.empty() && problem_ == 0) {
    const auto written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(written));
    } else if (const int problem = errno; !may_go_on(descriptor_, problem)) {
      problem_ = problem;
    }
  }
}

bool Output::is_ready(Millis within) const {
  if (text_ != nullptr || problem_ != 0) return true;
  pollfd ready{descriptor_, POLLOUT, 0};
  return ::poll(&ready, 1, static_cast<int>(within.count())) != 0;
}

bool Output::is_abandoned() const {
  pollfd reader{descriptor_, 0, 0};
  return text_ == nullptr && ::poll(&reader, 1, 0) == 1 && (reader.revents & POLLERR) != 0;
}

bool Output::closed() const { return problem_ == EPIPE; }

}  // namespace hookctl::cli
