#include "support/accept_error.h"

#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>

namespace hookctl::test {
namespace {

std::atomic<int> error_of_accept = 0;
std::atomic<int> left = 0;

}  // namespace

void fail_accept(int error, int times) {
  error_of_accept = error;
  left = times;
}

int failures_of_accept_left() { return left; }

}  // namespace hookctl::test

/// Stands before the C library's function of that name for everything that is linked into the tests.
extern "C" int accept4(int listener, sockaddr* peer, socklen_t* size, int flags) {
  using namespace hookctl::test;
  if (left > 0) {
    --left;
    errno = error_of_accept;
    return -1;
  }
  return static_cast<int>(syscall(SYS_accept4, listener, peer, size, flags));
}
