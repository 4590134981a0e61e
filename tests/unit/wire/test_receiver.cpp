#include "wire/receiver.h"

#include <doctest/doctest.h>

#include <chrono>
#include <future>
#include <string>
#include <thread>
#include <vector>

#include "support/http_texts.h"
#include "support/raw_client.h"
#include "support/running_receiver.h"

using namespace hookctl;
using namespace std::chrono_literals;
using namespace hookctl::test;
using wire::RefusalReason;

namespace {

/// Answers with the target as the body; `/late` only after everything that came with it.
void answer_late(wire::Receiver& receiver, wire::Loop& loop, const wire::Arrival& arrival) {
  const Response response{.body = arrival.request.target};
  if (arrival.request.target != "/late") return receiver.answer(arrival.ticket, response);
  loop.after(50ms, [&receiver, ticket = arrival.ticket, response] { receiver.answer(ticket, response); });
}

void never_answer(wire::Receiver&, wire::Loop&, const wire::Arrival&) {}

}  // namespace

TEST_CASE("receiver: a request arrives as it was sent, with its sender, and is answered") {
  RunningReceiver receiver;
  const RawClient client(receiver.port());
  client.send("POST /h?x=%20 HTTP/1.1\r\nhost: x\r\nX-A: 1\r\nx-a: 2\r\nContent-Length: 2\r\n\r\nhi");
  const auto answer = client.receive_until("ok");
  CHECK(status_of(answer) == "HTTP/1.1 200 OK");
  CHECK(answer.find("Content-Length: 2\r\n\r\nok") != answer.npos);
  CHECK(answer.find("\r\nDate: ") != answer.npos);
  CHECK(answer.find("Connection:") == answer.npos);

  const auto arrivals = receiver.arrivals(1);
  REQUIRE(arrivals.size() == 1);
  CHECK(arrivals[0].request == Request{.target = "/h?x=%20",
                                       .headers = {{"host", "x"}, {"X-A", "1"}, {"x-a", "2"}, {"Content-Length", "2"}},
                                       .body = "hi",
                                       .framing = Framing::length});
  CHECK(arrivals[0].peer.starts_with("127.0.0.1:"));
  CHECK(arrivals[0].at > Instant{1'700'000'000s});
  CHECK(arrivals[0].ticket != 0);
}

TEST_CASE("receiver: pipelined requests come as one turn and are answered in order, the first one late") {
  RunningReceiver receiver({}, answer_late);
  const RawClient client(receiver.port());
  client.send(get_of("/late") + get_of("/b") + get_of("/c") + last_get);
  const auto answers = client.receive_all();
  const auto late = answers.find("\r\n\r\n/late");
  const auto second = answers.find("\r\n\r\n/b");
  const auto third = answers.find("\r\n\r\n/c");
  CHECK(late < second);
  CHECK(second < third);
  CHECK(third < answers.find("\r\n\r\n/last"));
  CHECK(answers.ends_with("/last"));
  CHECK(receiver.turns() == std::vector<std::size_t>{4});
}

TEST_CASE("receiver: a refusal is answered after the requests before it, and ends the connection") {
  RunningReceiver receiver({}, answer_late);
  const RawClient client(receiver.port());
  client.send(get_of("/late") + "GET / HTTP/1.1\r\n\r\n" + get_of("/smuggled"));
  const auto answers = client.receive_all();
  CHECK(answers.find("/late") < answers.find("HTTP/1.1 400 Bad Request"));
  CHECK(answers.ends_with("HTTP/1.1 requires a Host header.\n"));

  const auto arrivals = receiver.arrivals(2);
  REQUIRE(arrivals.size() == 2);
  REQUIRE(arrivals[1].refusal);
  CHECK(arrivals[1].refusal->reason == RefusalReason::host_missing);
  CHECK(arrivals[1].refusal->head.starts_with("GET / HTTP/1.1\r\n\r\n"));
}

TEST_CASE("receiver: 100 Continue comes before the body, after earlier answers, and not when the body came along") {
  RunningReceiver receiver({}, answer_late);
  const std::string head = "POST /p HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n";
  const RawClient client(receiver.port());
  client.send(get_of("/late") + head);
  const auto first = client.receive_until("Continue\r\n\r\n");
  CHECK(first.find("/late") < first.find("HTTP/1.1 100 Continue\r\n\r\n"));
  client.send("hi");
  CHECK(status_of(client.receive_until("/p")) == "HTTP/1.1 200 OK");
  client.send(head + "hi");
  CHECK(status_of(client.receive_until("/p")) == "HTTP/1.1 200 OK");
}

TEST_CASE("receiver: a half close behind a long body, or behind many requests, ends nothing that came before") {
  RunningReceiver receiver;
  const std::string body(1024 * 1024, 'x');
  for (int i = 0; i < 20; ++i) {
    const RawClient client(receiver.port());
    client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
    client.half_close();
    CHECK(status_of(client.receive_all()) == "HTTP/1.1 200 OK");
  }
  std::string many;
  for (int i = 0; i < 1000; ++i) many += get;
  const RawClient client(receiver.port());
  std::thread sender([&] {
    client.send(many);
    client.half_close();
  });
  const auto heard = client.receive_all();
  sender.join();
  CHECK(receiver.arrivals(1020).size() == 1020);
  CHECK(heard.ends_with("ok"));
}

TEST_CASE("receiver: a half close after a request still gets the answer, in the middle of one a 400") {
  RunningReceiver receiver({}, answer_late);
  const RawClient whole(receiver.port());
  whole.send(get_of("/late"));
  whole.half_close();
  const auto answer = whole.receive_all();
  CHECK(answer.ends_with("/late"));

  const RawClient cut(receiver.port());
  cut.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabc");
  cut.half_close();
  CHECK(status_of(cut.receive_all()) == "HTTP/1.1 400 Bad Request");
  const auto arrivals = receiver.arrivals(2);
  REQUIRE(arrivals.size() == 2);
  REQUIRE(arrivals[1].refusal);
  CHECK(arrivals[1].refusal->reason == RefusalReason::incomplete);
  CHECK(arrivals[1].refusal->head.ends_with("\r\n\r\nabc"));
}

TEST_CASE("receiver: a reset in the middle of a request is recorded, one between requests is not") {
  RunningReceiver receiver;
  RawClient between(receiver.port());
  between.send(get);
  between.receive_until("ok");
  between.reset();
  RawClient within(receiver.port());
  within.send("POST / HT");
  // The answer on another connection shows that the piece before it was read.
  const RawClient other(receiver.port());
  other.send(get);
  other.receive_until("ok");
  within.reset();
  const auto arrivals = receiver.arrivals(3);
  REQUIRE(arrivals.size() == 3);
  REQUIRE(arrivals[2].refusal);
  CHECK(arrivals[2].refusal->reason == RefusalReason::incomplete);
  CHECK(arrivals[2].refusal->head == "POST / HT");
}

TEST_CASE("receiver: HTTP/1.0 closes unless asked to keep alive, and is told so") {
  RunningReceiver receiver;
  const RawClient old(receiver.port());
  old.send("GET / HTTP/1.0\r\n\r\n");
  const auto closed = old.receive_all();
  CHECK(closed.find("Connection: close\r\n") != closed.npos);

  const RawClient kept(receiver.port());
  kept.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  const auto open = kept.receive_until("ok");
  CHECK(open.find("Connection: keep-alive\r\n") != open.npos);
  kept.send("GET / HTTP/1.0\r\n\r\n");
  CHECK(kept.receive_all().ends_with("ok"));
}

TEST_CASE("receiver: what follows a request with Connection: close is dropped without a word") {
  RunningReceiver receiver;
  const RawClient client(receiver.port());
  client.send(last_get + "\x01garbage" + get);
  const auto answer = client.receive_all();
  CHECK(answer.ends_with("ok"));
  CHECK(answer.find("HTTP/1.1", 1) == answer.npos);
  CHECK(receiver.arrivals(1).size() == 1);
}

TEST_CASE("receiver: an answer to HEAD has no body, and the next answer follows at once") {
  RunningReceiver receiver;
  const RawClient client(receiver.port());
  client.send("HEAD / HTTP/1.1\r\nHost: x\r\n\r\n" + last_get);
  CHECK(client.receive_all().find("Content-Length: 2\r\n\r\nHTTP/1.1 200 OK") != std::string::npos);
}

TEST_CASE("receiver: an answer to a connection that is gone, or a second one, does nothing") {
  RunningReceiver receiver({}, never_answer);
  RawClient gone(receiver.port());
  gone.send(get);
  const auto ticket = receiver.arrivals(1).at(0).ticket;
  gone.reset();
  const RawClient client(receiver.port());
  client.send(last_get);
  const auto other = receiver.arrivals(2).at(1).ticket;
  receiver.on_loop([&](wire::Receiver& r) {
    r.answer(ticket, Response{});
    r.answer(0, Response{});
    r.answer(~wire::Ticket{0}, Response{});
    r.answer(other, {.body = "first"});
    r.answer(other, {.body = "second"});
  });
  const auto answer = client.receive_all();
  CHECK(answer.ends_with("first"));
}

TEST_CASE(
    "receiver: draining closes idle connections, answers what is under way with Connection: close, then is done") {
  std::vector<wire::Ticket> owed;
  RunningReceiver receiver({}, [&](wire::Receiver&, wire::Loop&, const wire::Arrival& a) { owed.push_back(a.ticket); });
  const RawClient idle(receiver.port());
  const RawClient asked(receiver.port());
  asked.send(get);
  receiver.arrivals(1);
  const RawClient halfway(receiver.port());
  halfway.send("POST /half HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n");
  const RawClient other(receiver.port());
  other.send(get);
  receiver.arrivals(2);

  std::promise<void> drained;
  auto done = drained.get_future();
  receiver.on_loop([&](wire::Receiver& r) { r.drain([&] { drained.set_value(); }); });
  CHECK(idle.receive_all().empty());
  CHECK_FALSE(RawClient(receiver.port()).connected());
  halfway.send("hi");
  CHECK(receiver.arrivals(3).back().request.body == "hi");
  CHECK(done.wait_for(0s) == std::future_status::timeout);
  receiver.on_loop([&](wire::Receiver& r) {
    for (const auto ticket : owed) r.answer(ticket, {.body = "ok"});
  });
  for (const auto* client : {&asked, &halfway, &other}) {
    const auto answer = client->receive_all();
    CHECK(answer.find("Connection: close\r\n") != answer.npos);
    CHECK(answer.ends_with("ok"));
  }
  CHECK(done.wait_for(5s) == std::future_status::ready);
}

TEST_CASE("receiver: a port in use, a foreign address and a word that is no address say what to do") {
  wire::Loop loop;
  const auto ignore = [](auto) {};
  const auto first = wire::Receiver::open(loop, {}, ignore);
  REQUIRE(first);
  const auto port = first->port();
  const auto second = wire::Receiver::open(loop, {.port = port}, ignore);
  REQUIRE_FALSE(second);
  CHECK(second.error().message == "cannot listen on 127.0.0.1:" + std::to_string(port) + ": the port is in use");
  CHECK(second.error().hint.find("--port 0") != std::string::npos);
  CHECK(second.error().fault == Fault::environment);

  const auto foreign = wire::Receiver::open(loop, {.host = "192.0.2.1"}, ignore);
  REQUIRE_FALSE(foreign);
  CHECK(foreign.error().fault == Fault::environment);

  const auto word = wire::Receiver::open(loop, {.host = "example.com"}, ignore);
  REQUIRE_FALSE(word);
  CHECK(word.error().fault == Fault::usage);
  CHECK(wire::Receiver::open(loop, {.host = "localhost"}, ignore));
}

TEST_CASE("receiver: several share a loop, and one may go while senders are connected") {
  wire::Loop loop;
  auto first = wire::Receiver::open(loop, {}, [](auto) {});
  wire::Receiver* answering = nullptr;
  auto second = wire::Receiver::open(loop, {}, [&](std::span<wire::Arrival> turn) {
    for (const auto& arrival : turn) answering->answer(arrival.ticket, {.body = "ok"});
  });
  REQUIRE(first);
  REQUIRE(second);
  answering = &*second;
  std::thread thread([&] { loop.run(); });
  const RawClient lost(first->port());
  lost.send(get);
  const RawClient client(second->port());
  client.send(get);
  client.receive_until("ok");
  loop.post([&] { const auto gone = *std::move(first); });
  CHECK(lost.receive_all().empty());
  client.send(last_get);
  CHECK(client.receive_all().ends_with("ok"));
  loop.stop();
  thread.join();
}
