#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <future>
#include <stop_token>

#include "cli/signals.h"

using hookctl::cli::Signals;

namespace {

/// Waits until the stop is requested; gives up after ten seconds.
std::future_status wait_for_stop(Signals& signals) {
  std::promise<void> stopped;
  const std::stop_callback callback(signals.stop(), [&] { stopped.set_value(); });
  return stopped.get_future().wait_for(std::chrono::seconds{10});
}

}  // namespace

TEST_CASE("signals: the first one requests the stop and is remembered") {
  for (const int signal : {SIGINT, SIGTERM}) {
    Signals signals;
    CHECK_FALSE(signals.stop().stop_requested());
    CHECK_FALSE(signals.received().has_value());
    ::kill(::getpid(), signal);
    REQUIRE(wait_for_stop(signals) == std::future_status::ready);
    CHECK(signals.received() == signal);
  }
}

TEST_CASE("signals: a second one ends the process by its default action") {
  const auto child = ::fork();
  if (child == 0) {
    ::signal(SIGINT, SIG_IGN);
    Signals signals;
    (void)signals.stop();
    ::alarm(10);
    ::kill(::getpid(), SIGINT);
    wait_for_stop(signals);
    ::kill(::getpid(), SIGINT);
    for (;;) ::pause();
  }
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  REQUIRE(WIFSIGNALED(status));
  CHECK(WTERMSIG(status) == SIGINT);
}

TEST_CASE("signals: end the process while nobody has asked for the stop") {
  const auto child = ::fork();
  if (child == 0) {
    ::signal(SIGTERM, SIG_DFL);  // not what a test's runner made of it
    Signals signals;
    ::alarm(10);
    ::kill(::getpid(), SIGTERM);
    for (;;) ::pause();
  }
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  REQUIRE(WIFSIGNALED(status));
  CHECK(WTERMSIG(status) == SIGTERM);
}
