#include <doctest/doctest.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <limits>
#include <string>

#include "support/accept_error.h"
#include "support/deliveries.h"
#include "support/memory.h"
#include "support/running_receiver.h"

using namespace hookctl;
using namespace std::chrono_literals;
using namespace hookctl::test;

namespace {

using SteadyClock = std::chrono::steady_clock;

/// What accept(2) may say without the listening socket being at fault.
constexpr int transient_errors[] = {ECONNABORTED, EPROTO,       EINTR,      EAGAIN,      EMFILE,      ENFILE,
                                    ENOBUFS,      ENOMEM,       EPERM,      ENETDOWN,    ENOPROTOOPT, EHOSTDOWN,
                                    ENONET,       EHOSTUNREACH, EOPNOTSUPP, ENETUNREACH, ETIMEDOUT,   EIO};

}  // namespace

TEST_CASE("receiver: after any transient error of accept it serves again within a second") {
  RunningReceiver receiver;
  for (const int error : transient_errors) {
    for (const int times : {1, 3}) {
      CAPTURE(std::string(std::strerror(error)));
      fail_accept(error, times);
      const auto begin = SteadyClock::now();
      const RawClient client(receiver.port());
      client.send(last_get);
      // A call that is told to wait tries again when the next connection comes.
      while (failures_of_accept_left() > 0 && SteadyClock::now() - begin < 5s) {
        const RawClient next(receiver.port());
        next.hears_nothing(10ms);
      }
      CHECK(client.receive_all().ends_with("ok"));
      CHECK(SteadyClock::now() - begin < 1s);
    }
  }
}

TEST_CASE("receiver: an error of accept that stays does not keep the processor busy, and connections go on") {
  RunningReceiver receiver;
  const RawClient connected(receiver.port());
  connected.send(get);
  connected.receive_until("ok");
  const int many = std::numeric_limits<int>::max();
  fail_accept(EPERM, many);
  const RawClient waiting(receiver.port());
  waiting.send(last_get);
  CHECK(waiting.hears_nothing(600ms));
  CHECK(many - failures_of_accept_left() < 1000);
  connected.send(get);
  CHECK(connected.receive_until("ok").ends_with("ok"));
  fail_accept(0, 0);
  CHECK(waiting.receive_all().ends_with("ok"));
}
