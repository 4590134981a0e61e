#include "wire/receiver_thread.h"

#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "support/http_texts.h"
#include "support/raw_client.h"

using namespace hookctl;
using namespace std::chrono_literals;
using namespace hookctl::test;
using wire::Arrival;

namespace {

constexpr std::size_t mebibyte = 1024 * 1024;

std::string post_of(std::size_t size) {
  return "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(size) + "\r\n\r\n" + std::string(size, 'x');
}

/// A user on the test's own thread: its loop runs until it has seen so many arrivals and answered them.
struct User {
  wire::Loop loop = {};
  std::vector<std::size_t> turns = {};
  std::size_t expected = 1;
  std::thread::id called_on = {};
  std::optional<wire::ReceiverThread> receiver = {};

  User() {
    receiver = *wire::ReceiverThread::open(loop, {}, [this](std::span<Arrival> arrivals) { on_turn(arrivals); });
    loop.after(20s, [this] { loop.stop(); });
  }

  void on_turn(std::span<Arrival> arrivals) {
    called_on = std::this_thread::get_id();
    turns.push_back(arrivals.size());
    for (const auto& arrival : arrivals) {
      if (!arrival.refusal) receiver->answer(arrival.ticket, {.response = {.body = "ok"}});
    }
    expected -= std::min(expected, arrivals.size());
    if (expected == 0) drain();
  }

  void drain() {
    receiver->drain([this] { loop.stop(); });
  }
};

}  // namespace

TEST_CASE("receiver thread: arrivals come on the user's thread, and its answers reach the senders") {
  User user;
  const RawClient client(user.receiver->port());
  client.send(get);
  user.loop.run();
  CHECK(user.called_on == std::this_thread::get_id());
  CHECK(client.receive_all().ends_with("\r\n\r\nok"));
}

TEST_CASE("receiver thread: requests are read while the user is busy, and come together when it is free") {
  User user;
  user.expected = 3;
  const RawClient first(user.receiver->port());
  const RawClient second(user.receiver->port());
  const RawClient third(user.receiver->port());
  for (const auto* client : {&first, &second, &third})
    client->send(
        "OPTIONS * HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n"
        "Content-Length: 1\r\n\r\n");
  // That the receiver asks for the body shows that it reads, though the user's loop does not run yet.
  for (const auto* client : {&first, &second, &third})
    CHECK(client->receive_until("\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n");
  for (const auto* client : {&first, &second, &third}) client->send("x");
  user.loop.run();
  for (const auto* client : {&first, &second, &third}) CHECK(client->receive_all().ends_with("ok"));
}

TEST_CASE("receiver thread: a refusal's answer is held until the user has seen it") {
  wire::Loop loop;
  bool heard_nothing = false;
  std::optional<RawClient> client;
  auto receiver = wire::ReceiverThread::open(loop, {}, [&](std::span<Arrival> arrivals) {
    REQUIRE(arrivals.front().refusal);
    heard_nothing = client->hears_nothing(50ms);
    loop.stop();
  });
  REQUIRE(receiver);
  client.emplace(receiver->port());
  client->send("GET / HTTP/1.1\r\n\r\n");
  loop.run();
  CHECK(heard_nothing);
  CHECK(status_of(client->receive_until("\r\n\r\n")) == "HTTP/1.1 400 Bad Request");
}

TEST_CASE("receiver thread: what is too much to wait is read when the user has taken the rest") {
  User user;
  user.expected = 12;
  std::vector<RawClient> clients;
  for (std::size_t i = 0; i < user.expected; ++i) clients.emplace_back(user.receiver->port());
  std::jthread senders([&] {
    for (const auto& client : clients) client.send(post_of(mebibyte));
  });
  user.loop.run();
  for (const auto& client : clients) CHECK(client.receive_all().ends_with("ok"));
  CHECK(user.turns.size() > 1);
}

TEST_CASE("receiver thread: it ends while it waits for a user that does not look any more") {
  wire::Loop loop;
  auto receiver = wire::ReceiverThread::open(loop, {}, [](std::span<Arrival>) {});
  REQUIRE(receiver);
  const RawClient client(receiver->port());
  client.send("GET / HTTP/1.1\r\n\r\n");
  CHECK(client.hears_nothing(50ms));
  *receiver = *wire::ReceiverThread::open(loop, {}, [](std::span<Arrival>) {});
  CHECK(client.receive_all().find(" 200 ") == std::string::npos);
}

TEST_CASE("receiver thread: a port that is taken is an error") {
  User user;
  const auto second = wire::ReceiverThread::open(user.loop, {.port = user.receiver->port()}, [](std::span<Arrival>) {});
  REQUIRE_FALSE(second);
  CHECK(second.error().fault == Fault::environment);
}
