#include <doctest/doctest.h>

#include <chrono>
#include <future>
#include <map>
#include <string>
#include <vector>

#include "support/http_texts.h"
#include "support/raw_client.h"
#include "support/running_receiver.h"

using namespace hookctl;
using namespace std::chrono_literals;
using namespace hookctl::test;

namespace {

const std::map<std::string, Answer> answers = {
    {"/", {.response = {.body = "ok"}}},
    {"/last", {.response = {.body = "/last"}}},
    {"/timeout", {.response = {.body = "never"}, .fault = AnswerFault::timeout}},
    {"/reset", {.response = {.body = "never"}, .fault = AnswerFault::reset}},
    {"/nothing", {.fault = AnswerFault::truncate, .sent_bytes = 0}},
    {"/ten", {.fault = AnswerFault::truncate, .sent_bytes = 10}},
    {"/most", {.response = {.body = Bytes(1000, 'x')}, .fault = AnswerFault::truncate, .sent_bytes = 600}},
    {"/all", {.response = {.body = "all"}, .fault = AnswerFault::truncate, .sent_bytes = 1000}},
    {"/large", {.response = {.body = Bytes(3'000'000, 'x') + "the end"}}},
};

void answer_by_target(wire::Receiver& receiver, wire::Loop&, const wire::Arrival& arrival) {
  if (!arrival.refusal) receiver.answer(arrival.ticket, answers.at(arrival.request.target));
}

}  // namespace

TEST_CASE("receiver: an answer cut short ends where it was cut, and the connection with it") {
  struct Case {
    std::string request;
    std::string ends_with;
    std::size_t size;
  };
  const std::string head_request = "HEAD /most HTTP/1.1\r\nHost: x\r\n\r\n";
  const Case cases[] = {
      {get_of("/nothing"), "", 0},
      {get_of("/ten"), "HTTP/1.1 2", 10},
      {get_of("/most"), "xxx", 600},
      {"GET /ten HTTP/1.0\r\n\r\n", "HTTP/1.1 2", 10},
      {"GET /ten HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", "HTTP/1.1 2", 10},
      {get_of("/ten") + get, "HTTP/1.1 2", 10},
  };
  RunningReceiver receiver({}, answer_by_target);
  for (const auto& [request, ends_with, size] : cases) {
    CAPTURE(request);
    const RawClient client(receiver.port());
    client.send(request);
    const auto answer = client.receive_all();
    CHECK(answer.size() == size);
    CHECK(answer.ends_with(ends_with));
    CHECK_FALSE(client.is_reset());
  }
  const RawClient whole(receiver.port());
  whole.send(get_of("/all") + get);
  CHECK(whole.receive_all().ends_with("\r\n\r\nall"));
  const RawClient head_only(receiver.port());
  head_only.send(head_request);
  CHECK(head_only.receive_all().ends_with("Content-Length: 1000\r\n\r\n"));
}

TEST_CASE("receiver: a reset comes at its turn, after the answers before it") {
  RunningReceiver receiver({}, answer_by_target);
  const RawClient alone(receiver.port());
  alone.send(get_of("/reset"));
  CHECK(alone.is_reset());

  const RawClient pipelined(receiver.port());
  pipelined.send(get + get_of("/large") + get_of("/reset") + get);
  CHECK(pipelined.receive_until("the end").ends_with("the end"));
  CHECK(pipelined.is_reset());

  const RawClient old(receiver.port());
  old.send("GET /reset HTTP/1.0\r\n\r\n");
  CHECK(old.is_reset());
}

TEST_CASE("receiver: a timeout sends nothing and ignores what follows, whatever the deadlines, until the sender goes") {
  RunningReceiver receiver({.head_deadline = 100ms, .request_deadline = 100ms, .idle_deadline = 100ms},
                           answer_by_target);
  const RawClient client(receiver.port());
  client.send(get + get_of("/timeout") + get);
  CHECK(client.receive_until("ok").ends_with("ok"));
  CHECK(receiver.arrivals(3).size() == 3);
  client.send(get + "GET /half");
  CHECK(client.hears_nothing(700ms));

  const RawClient old(receiver.port());
  old.send("GET /timeout HTTP/1.0\r\n\r\n");
  CHECK(old.hears_nothing(50ms));
  const RawClient other(receiver.port());
  other.send(last_get);
  CHECK(other.receive_all().ends_with("/last"));
  CHECK(receiver.arrivals(5).size() == 5);
}

TEST_CASE("receiver: a sender that waits for nothing gives back its place when it closes, also by halves") {
  RunningReceiver receiver({.connections = 1}, answer_by_target);
  RawClient first(receiver.port());
  first.send(get_of("/timeout"));
  CHECK(receiver.arrivals(1).size() == 1);
  const RawClient second(receiver.port());
  second.send(get_of("/timeout"));
  CHECK(second.hears_nothing(50ms));
  first.close();
  CHECK(receiver.arrivals(2).size() == 2);
  const RawClient third(receiver.port());
  third.send(last_get);
  second.half_close();
  CHECK(third.receive_all().ends_with("/last"));
}

TEST_CASE("receiver: a sender left waiting does not hold up draining") {
  RunningReceiver receiver({}, answer_by_target);
  const RawClient waiting(receiver.port());
  waiting.send(get_of("/timeout"));
  receiver.arrivals(1);
  std::promise<void> drained;
  receiver.on_loop([&](wire::Receiver& r) { r.drain([&] { drained.set_value(); }); });
  CHECK(drained.get_future().wait_for(5s) == std::future_status::ready);
  CHECK(waiting.hears_nothing(50ms));
}

TEST_CASE("receiver: an answer without a fault goes out as a response does") {
  RunningReceiver receiver({}, answer_by_target);
  const RawClient client(receiver.port());
  client.send(get + last_get);
  CHECK(client.receive_all().ends_with("/last"));
}
