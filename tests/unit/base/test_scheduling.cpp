#include "base/scheduling.h"

#include <doctest/doctest.h>
#include <sched.h>
#include <sys/resource.h>

#include <thread>

using namespace hookctl;

TEST_CASE("scheduling: what a thread prefers is its own, and leaves its nice value") {
  const int nice = ::getpriority(PRIO_PROCESS, 0);
  std::jthread([nice] {
    prefer_throughput();
    CHECK(::sched_getscheduler(0) == SCHED_BATCH);
    CHECK(::getpriority(PRIO_PROCESS, 0) == nice);
    prefer_latency();
    CHECK(::sched_getscheduler(0) == SCHED_OTHER);
    CHECK(::getpriority(PRIO_PROCESS, 0) == nice);
  }).join();
  CHECK(::sched_getscheduler(0) == SCHED_OTHER);
}

TEST_CASE("scheduling: a policy that the user has chosen stays") {
  std::jthread([] {
    const sched_param priority{};
    REQUIRE(::sched_setscheduler(0, SCHED_IDLE, &priority) == 0);
    prefer_throughput();
    CHECK(::sched_getscheduler(0) == SCHED_IDLE);
  }).join();
}
