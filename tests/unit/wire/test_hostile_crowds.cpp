#include <doctest/doctest.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "support/deliveries.h"
#include "support/memory.h"
#include "support/running_receiver.h"
#include "support/soak.h"

using namespace hookctl;
using namespace std::chrono_literals;
using namespace hookctl::test;

namespace {

using SteadyClock = std::chrono::steady_clock;

/// Both ends of a connection are descriptors of this process; raises their limit as far as the system lets us.
std::size_t as_many_connections_as_possible(std::size_t wanted) {
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
  return std::min<std::size_t>(wanted, (limit.rlim_max - 200) / 2);
}

std::vector<RawClient> connect(std::uint16_t port, std::size_t count) {
  std::vector<RawClient> clients;
  clients.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    clients.emplace_back(port);
    REQUIRE(clients.back().connected());
  }
  return clients;
}

std::chrono::microseconds time_on_the_processor() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  const auto of = [](const timeval& time) {
    return std::chrono::seconds(time.tv_sec) + std::chrono::microseconds(time.tv_usec);
  };
  return of(used.ru_utime) + of(used.ru_stime);
}

/// Answers every request and remembers none.
class ForgetfulReceiver {
 public:
  ForgetfulReceiver() : thread_([this] { loop_.run(); }) {}
  ~ForgetfulReceiver() { loop_.stop(); }

  std::uint16_t port() const { return receiver_.port(); }

 private:
  void on_turn(std::span<wire::Arrival> turn) {
    for (const auto& arrival : turn) receiver_.answer(arrival.ticket, {.body = "ok"});
  }

  wire::Loop loop_;
  wire::Receiver receiver_ = *wire::Receiver::open(loop_, {}, [this](auto turn) { on_turn(turn); });
  std::jthread thread_;
};

}  // namespace

TEST_CASE("hostile: a crowd of slow heads and bodies delays no delivery, and each is cut off by its deadline") {
  const auto count = as_many_connections_as_possible(short_or_soak<std::size_t>(500, 10'000));
  const auto run_for = short_or_soak<Millis>(2s, 10s);
  const wire::Limits limits{.head_deadline = run_for / 2, .request_deadline = run_for * 3 / 4};
  RunningReceiver receiver(limits);
  const MemoryGrowth growth;
  Deliveries deliveries(receiver.port());
  const auto begin = SteadyClock::now();
  const auto slow = connect(receiver.port(), count);
  for (std::size_t i = 0; i < count; ++i) {
    slow[i].send(i % 2 == 0 ? "POST / HTTP/1.1\r\nX: " : "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9999\r\n\r\n");
  }
  const auto last_came = SteadyClock::now();
  for (auto round = last_came; round < begin + run_for; round += run_for / 10) {
    std::this_thread::sleep_until(round);
    for (const auto& client : slow) client.send("a");
  }
  // Deadlines are looked at four times a second; an answer is followed by a second in which the sender may read it.
  std::this_thread::sleep_until(last_came + limits.request_deadline + 500ms);
  const auto answered_late =
      std::count_if(slow.begin(), slow.end(), [](const auto& c) { return c.hears_nothing(0ms); });
  const auto latencies = deliveries.stop();
  CHECK(answered_late == 0);
  for (const auto& client : slow) CHECK(client.receive_until("in time.\n").starts_with("HTTP/1.1 408 "));
  CHECK(deliveries.unanswered() == 0);
  CHECK(latencies.count > 10);
  CHECK(latencies.p99 < short_or_soak(500ms, 100ms));
  if (memory_is_measurable) CHECK(growth.bytes() < 256 * 1024 * 1024);
  MESSAGE(count << " slow connections: " << latencies.count << " deliveries, p99 " << latencies.p99.count()
                << " ms, max " << latencies.max.count() << " ms, " << growth.bytes() / 1024 << " KiB more");
}

TEST_CASE("hostile: 500 deliveries at once are all answered, none late") {
  RunningReceiver receiver;
  std::vector<SteadyClock::duration> times;
  const auto begin = SteadyClock::now();
  const auto clients = connect(receiver.port(), 500);
  for (const auto& client : clients) client.send(last_get);
  for (const auto& client : clients) {
    CHECK(client.receive_all().ends_with("ok"));
    times.push_back(SteadyClock::now() - begin);
  }
  const auto latencies = latencies_of(times);
  CHECK(latencies.max < short_or_soak(2000ms, 500ms));
  MESSAGE("500 at once: p99 " << latencies.p99.count() << " ms, max " << latencies.max.count() << " ms");
}

TEST_CASE("hostile: idle connections cost little memory and next to no time") {
  const auto count = as_many_connections_as_possible(short_or_soak<std::size_t>(1000, 10'000));
  const auto span = short_or_soak<Millis>(1s, 10s);
  ForgetfulReceiver receiver;
  const RawClient first(receiver.port());
  first.send(get);
  first.receive_until("ok");
  const MemoryGrowth growth;
  const auto clients = connect(receiver.port(), count);
  for (const auto& client : clients) {
    client.send(get);
    CHECK(client.receive_until("ok").ends_with("ok"));
  }
  const auto bytes_each = growth.bytes() / count;
  const auto before = time_on_the_processor();
  std::this_thread::sleep_for(span);
  const auto used = time_on_the_processor() - before;
  if (memory_is_measurable) CHECK(bytes_each < 1024);
  CHECK(used < span / 20);
  MESSAGE(count << " idle connections: " << bytes_each << " bytes each, "
                << 100.0 * std::chrono::duration<double>(used) / span << " % of a processor");
}
