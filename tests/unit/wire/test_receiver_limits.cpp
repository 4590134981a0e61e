#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <future>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "support/http_texts.h"
#include "support/raw_client.h"
#include "support/running_receiver.h"

using namespace hookctl;
using namespace std::chrono_literals;
using namespace hookctl::test;
using wire::RefusalReason;

namespace {

using SteadyClock = std::chrono::steady_clock;

}  // namespace

TEST_CASE("receiver: a sender refused in the middle of its body still reads why") {
  RunningReceiver receiver({.body = 1000});
  const RawClient client(receiver.port());
  client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3000000\r\n\r\n" + Bytes(1'000'000, 'x'));
  CHECK(status_of(client.receive_until("too large.\n")) == "HTTP/1.1 413 Payload Too Large");
  receiver.on_loop([](wire::Receiver&) {});
  CHECK(client.send("still sending"));
  CHECK(receiver.arrivals(1).at(0).refusal->head.size() == 4096);
}

TEST_CASE("receiver: connections that send nothing, or only empty lines, leave no record") {
  RunningReceiver receiver({.idle_deadline = 100ms});
  const RawClient silent(receiver.port());
  const RawClient blank(receiver.port());
  blank.send("\r\n");
  const RawClient done(receiver.port());
  done.send(get);
  done.receive_until("ok");
  RawClient closing(receiver.port());
  closing.close();
  CHECK(silent.receive_all().empty());
  CHECK(blank.receive_all().empty());
  CHECK(done.receive_all().empty());
  CHECK(receiver.arrivals(1).size() == 1);
}

TEST_CASE("receiver: 300 idle and half-sent connections do not delay a delivery") {
  RunningReceiver receiver;
  std::vector<RawClient> others;
  for (int i = 0; i < 300; ++i) {
    others.emplace_back(receiver.port());
    REQUIRE(others.back().connected());
    if (i % 2 == 0) REQUIRE(others.back().send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"));
  }
  const RawClient client(receiver.port());
  const auto start = SteadyClock::now();
  client.send(last_get);
  CHECK(client.receive_all().ends_with("ok"));
  CHECK(SteadyClock::now() - start < 1s);
}

TEST_CASE("receiver: deadlines are absolute, however steadily a sender drips") {
  struct Case {
    std::string start;
    RefusalReason reason;
  };
  const Case cases[] = {
      {"POST / HTTP/1.1\r\nX: ", RefusalReason::head_timeout},
      {"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n", RefusalReason::body_timeout},
  };
  for (const auto& [start, reason] : cases) {
    RunningReceiver receiver({.head_deadline = 300ms, .request_deadline = 400ms});
    const RawClient client(receiver.port());
    const auto began = SteadyClock::now();
    client.send(start);
    std::thread drip([&] {
      while (SteadyClock::now() - began < 2s && client.send("a")) std::this_thread::sleep_for(20ms);
    });
    const auto answer = client.receive_until("in time.\n");
    CHECK(SteadyClock::now() - began < 1500ms);
    CHECK(status_of(answer) == "HTTP/1.1 408 Request Timeout");
    drip.join();
    const auto arrivals = receiver.arrivals(1);
    REQUIRE(arrivals.size() == 1);
    REQUIRE(arrivals[0].refusal);
    CHECK(arrivals[0].refusal->reason == reason);
    CHECK(arrivals[0].refusal->head.starts_with(start));
  }
}

TEST_CASE("receiver: a sender that does not take its answer is cut off, others are served") {
  RunningReceiver receiver({.write_deadline = 200ms}, [](wire::Receiver& r, wire::Loop&, const wire::Arrival& arrival) {
    r.answer(arrival.ticket, {.body = Bytes(arrival.request.target == "/last" ? 1 : 20'000'000, 'x')});
  });
  const RawClient stuck(receiver.port(), 4096);
  stuck.send(get);
  receiver.arrivals(1);
  const RawClient client(receiver.port());
  client.send(last_get);
  CHECK(client.receive_all().ends_with("\r\n\r\nx"));
  // Once it is cut off its slot is free again: a drained receiver has nobody left.
  std::promise<void> drained;
  receiver.on_loop([&](wire::Receiver& r) { r.drain([&] { drained.set_value(); }); });
  CHECK(drained.get_future().wait_for(5s) == std::future_status::ready);
}

TEST_CASE("receiver: a large answer arrives whole at a slow reader") {
  RunningReceiver receiver({}, [](wire::Receiver& r, wire::Loop&, const wire::Arrival& arrival) {
    r.answer(arrival.ticket, {.body = Bytes(5'000'000, 'x') + arrival.request.target});
  });
  const RawClient client(receiver.port(), 4096);
  client.send(get_of("/first") + last_get);
  const auto answers = client.receive_all();
  CHECK(answers.size() > 10'000'000);
  CHECK(answers.find("x/firstHTTP/1.1 200 OK") != answers.npos);
  CHECK(answers.ends_with("x/last"));
}

TEST_CASE("receiver: reading stops while too many requests are unanswered, and goes on afterwards") {
  std::vector<wire::Ticket> owed;
  RunningReceiver receiver({}, [&](wire::Receiver&, wire::Loop&, const wire::Arrival& a) { owed.push_back(a.ticket); });
  const RawClient client(receiver.port());
  const std::string padded = "GET / HTTP/1.1\r\nHost: x\r\nX: " + std::string(1000, 'x') + "\r\n\r\n";
  for (int i = 0; i < 65; ++i) client.send(padded);
  CHECK(receiver.arrivals(65).size() == 65);
  client.send(last_get);
  const auto answer_all = [&](wire::Receiver& r) {
    for (const auto ticket : std::exchange(owed, {})) r.answer(ticket, {.body = "ok"});
  };
  const RawClient other(receiver.port());
  other.send(get);
  CHECK(receiver.arrivals(66).back().request.target == "/");
  receiver.on_loop(answer_all);
  CHECK(receiver.arrivals(67).back().request.target == "/last");
  receiver.on_loop(answer_all);
  CHECK(client.receive_all().ends_with("ok"));
}

TEST_CASE("receiver: connections over the limit wait, and are served when there is room") {
  RunningReceiver receiver({.connections = 2});
  RawClient first(receiver.port());
  const RawClient second(receiver.port());
  first.send(get);
  second.send(get);
  first.receive_until("ok");
  second.receive_until("ok");
  const RawClient third(receiver.port());
  third.send(last_get);
  second.send(get);
  second.receive_until("ok");
  CHECK(receiver.arrivals(3).size() == 3);
  first.close();
  CHECK(third.receive_all().ends_with("ok"));
}

TEST_CASE("receiver: running out of descriptors delays a sender, and loses none") {
  RunningReceiver receiver;
  rlimit before{};
  getrlimit(RLIMIT_NOFILE, &before);
  const rlimit scarce{256, before.rlim_max};
  setrlimit(RLIMIT_NOFILE, &scarce);
  std::vector<int> taken;
  for (int fd = open("/dev/null", O_RDONLY); fd >= 0; fd = open("/dev/null", O_RDONLY)) taken.push_back(fd);
  REQUIRE_FALSE(taken.empty());
  close(taken.back());
  taken.pop_back();
  const RawClient client(receiver.port());
  REQUIRE(client.send(last_get));
  receiver.on_loop([](wire::Receiver&) {});
  receiver.on_loop([](wire::Receiver&) {});
  for (const int fd : taken) close(fd);
  setrlimit(RLIMIT_NOFILE, &before);
  CHECK(client.receive_all().ends_with("ok"));
}
