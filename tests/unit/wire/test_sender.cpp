#include <doctest/doctest.h>

#include <algorithm>
#include <future>

#include "support/scripted_server.h"
#include "wire/connections.h"
#include "wire/sender.h"

using namespace hookctl;
using namespace hookctl::test;
using namespace std::chrono_literals;
using wire::Reached;
using wire::Sent;

namespace {

constexpr Millis deadline = 400ms;
constexpr Millis slack = 250ms;

Request post(Bytes body) {
  const auto size = std::to_string(body.size());
  return {.target = "/hook?x=1",
          .headers = {{"host", "me"}, {"X-Dup", "b"}, {"x-dup", "a"}, {"Content-Length", size}},
          .body = std::move(body)};
}

Sent send_to(const ScriptedServer& server, const Request& request) {
  return wire::send(*wire::parse_endpoint(server.url("/")), request, {.deadline = deadline}, {});
}

}  // namespace

TEST_CASE("send: the endpoint gets exactly the rendered bytes, and its answer comes back as it was") {
  const ScriptedServer server({reply("HTTP/1.1 201 Made\r\nX-B: 1\r\nx-a: 2\r\nContent-Length: 2\r\n\r\nok")});
  const auto request = post(Bytes("\0\r\n\xff", 4));
  const auto sent = send_to(server, request);
  CHECK(sent.reached == Reached::answered);
  CHECK(sent.response == Response{201, {{"X-B", "1"}, {"x-a", "2"}, {"Content-Length", "2"}}, "ok"});
  CHECK(sent.error == "");
  CHECK(sent.took > 0us);
  CHECK(server.requests() == std::vector{*wire::render(request)});
}

TEST_CASE("send: a redirect is an answer like any other") {
  const ScriptedServer server({reply("HTTP/1.1 302 Found\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n")});
  CHECK(send_to(server, post("")).response->status == 302);
  CHECK(server.requests().size() == 1);
}

TEST_CASE("send: an early answer is read though the request could not be written") {
  for (const auto& answer : {response(413, "too much"), Bytes("HTTP/1.1 413 Too Large\r\n\r\ntoo much")}) {
    CAPTURE(answer);
    const ScriptedServer server({early(answer)});
    const auto sent = send_to(server, post(Bytes(16 * 1024 * 1024, 'x')));
    REQUIRE(sent.reached == Reached::answered);
    CHECK(sent.response->status == 413);
    CHECK(sent.response->body == "too much");
  }
}

TEST_CASE("send: an answer without a length is whole when the connection ends, by a reset too") {
  const ScriptedServer server({[](Peer& peer) {
    peer.read_request();
    peer.send("HTTP/1.0 200 OK\r\n\r\nall of it");
    peer.reset();
  }});
  const auto sent = send_to(server, post("{}"));
  REQUIRE(sent.reached == Reached::answered);
  CHECK(sent.response->body == "all of it");
}

TEST_CASE("send: every way an endpoint can misbehave ends in time, in plain words") {
  struct Case {
    std::string_view name;
    Play play;
    std::string error;
    bool timed_out = false;
  };
  const Bytes head = "HTTP/1.1 200 OK\r\n";
  const Case cases[] = {
      {"silence", silence(), "timed out after 400 ms", true},
      {"no answer", stall(""), "timed out after 400 ms", true},
      {"half an answer", stall(head + "Content-Length: 5\r\n\r\nhe"), "timed out after 400 ms", true},
      {"a drip", drip(head + "X: " + Bytes(200, 'x'), 20ms), "timed out after 400 ms", true},
      {"close without an answer", reply(""), "connection closed before an answer"},
      {"reset", reset(), "connection reset before an answer"},
      {"a body cut off", reply(head + "Content-Length: 5\r\n\r\nhe"), "connection closed in the middle of the answer"},
      {"garbage", reply("garbage\r\n"), "answer is not HTTP"},
      {"bad chunk", reply(head + "Transfer-Encoding: chunked\r\n\r\nzz\r\n"), "answer is malformed: bad chunk"},
      {"endless 1xx", endless("", "HTTP/1.1 102 Wait\r\n\r\n"), "answer is malformed: endless interim answers"},
      {"endless header", endless(head + "X: ", "xxxxxxxxxxxxxxxx"), "answer is malformed: head too long"},
      {"1 MB of reason phrase", reply("HTTP/1.1 200 " + Bytes(1'000'000, 'r')), "answer is malformed: head too long"},
  };
  for (const auto& [name, play, error, timed_out] : cases) {
    CAPTURE(name);
    const ScriptedServer server({play});
    const auto sent = send_to(server, post("{}"));
    CHECK(sent.error == error);
    CHECK(sent.timed_out == timed_out);
    CHECK(sent.reached == Reached::unknown);
    CHECK_FALSE(sent.response);
    CHECK(sent.took < deadline + slack);
    if (timed_out) CHECK(sent.took >= deadline);
  }
}

TEST_CASE("send: a connection closed at once leaves open whether the request was taken") {
  const ScriptedServer server({hang_up()});
  const auto sent = send_to(server, post("{}"));
  CHECK(sent.reached == Reached::unknown);
  CHECK(sent.error.ends_with(" before an answer"));  // closed or reset, as the request crosses the close or not
}

TEST_CASE("send: a body without end is cut at the limit and counts as answered") {
  const ScriptedServer server({endless("HTTP/1.1 200 OK\r\n\r\n", Bytes(4096, 'x'))});
  const auto sent =
      wire::send(*wire::parse_endpoint(server.url("/")), post(""), {.deadline = deadline, .max_response = 10'000}, {});
  REQUIRE(sent.reached == Reached::answered);
  CHECK(sent.response->body == Bytes(10'000, 'x'));
}

TEST_CASE("send: a large request that nobody reads ends at the deadline") {
  const ScriptedServer server({silence()});
  const auto sent = send_to(server, post(Bytes(32 * 1024 * 1024, 'x')));
  CHECK(sent.reached == Reached::unknown);
  CHECK(sent.timed_out);
  CHECK(sent.took < deadline + slack);
}

TEST_CASE("send: what never left is known not to have been sent") {
  const std::string closed = ScriptedServer({silence()}).url("/");
  struct Case {
    std::string url;
    Request request;
    std::string error;
  };
  const Case cases[] = {
      {closed, post(""), "connection refused"},
      {"http://a..b/", post(""), "no such host"},
      {closed, {.target = "/ x"}, "cannot send '/ x' as a request target"},
  };
  for (const auto& [url, request, error] : cases) {
    CAPTURE(error);
    const auto sent = wire::send(*wire::parse_endpoint(url), request, {}, {});
    CHECK(sent.reached == Reached::nothing_sent);
    CHECK(sent.error == error);
    CHECK_FALSE(sent.timed_out);
  }
}

TEST_CASE("send: a host name is tried at each of its addresses") {
  const ScriptedServer server({reply(response(200, "here"))});
  const auto endpoint = wire::parse_endpoint("http://localhost:" + std::to_string(server.port()));
  const auto sent = wire::send(*endpoint, post(""), {.deadline = 5s}, {});
  REQUIRE(sent.reached == Reached::answered);
  CHECK(sent.response->body == "here");
}

TEST_CASE("send: a stop ends it at once") {
  std::stop_source stop;
  const ScriptedServer server({[&](Peer& peer) {
    peer.read_request();
    stop.request_stop();
    peer.wait();
  }});
  const auto endpoint = *wire::parse_endpoint(server.url("/"));
  const auto sent = wire::send(endpoint, post("{}"), {.deadline = 10s}, stop.get_token());
  CHECK(sent.reached == Reached::unknown);
  CHECK(sent.error == "stopped");
  CHECK_FALSE(sent.timed_out);
  CHECK(sent.took < 1s);
  CHECK(wire::send(endpoint, post("{}"), {.deadline = 10s}, stop.get_token()).error == "stopped");
}

TEST_CASE("send_async: many attempts share one loop, and none is told before a later turn") {
  const ScriptedServer server({reply(response(500, "")), reply(response(200, ""))});
  const auto endpoint = *wire::parse_endpoint(server.url("/"));
  wire::Loop loop;
  std::vector<int> statuses;
  const auto note = [&](const Sent& sent) {
    statuses.push_back(sent.response ? sent.response->status : 0);
    if (statuses.size() == 51) loop.stop();
  };
  for (int i = 0; i < 50; ++i) wire::send_async(loop, endpoint, post("{}"), {.deadline = 5s}, note);
  wire::send_async(loop, endpoint, {.method = ""}, {.deadline = 5s}, note);
  CHECK(statuses.empty());
  loop.run();
  CHECK(std::count(statuses.begin(), statuses.end(), 500) == 1);
  CHECK(std::count(statuses.begin(), statuses.end(), 200) == 49);
  CHECK(std::count(statuses.begin(), statuses.end(), 0) == 1);
}

TEST_CASE("send_async: a kept connection carries the next request, unless something unasked came on it") {
  struct Case {
    Bytes unasked;
    Bytes second;
  };
  for (const auto& [unasked, second] : {Case{"", "the same"}, Case{response(500, "unasked"), "another"}}) {
    std::promise<void> answered;
    std::promise<void> said;
    const ScriptedServer server({[&, &unasked = unasked](Peer& peer) {
                                   peer.read_request();
                                   peer.send(response(200, "first"));
                                   answered.get_future().wait();
                                   peer.send(unasked);
                                   said.set_value();
                                   peer.read_request();
                                   peer.send(response(200, "the same"));
                                 },
                                 reply(response(200, "another"))});
    const auto endpoint = *wire::parse_endpoint(server.url("/"));
    wire::Loop loop;
    wire::Connections connections;
    std::vector<Bytes> bodies;
    const auto send = [&](const std::function<void(Sent)>& done) {
      wire::send_async(loop, endpoint, post("{}"), {.deadline = 5s, .connections = &connections}, done);
    };
    send([&](const Sent& first) {
      bodies.push_back(first.response->body);
      answered.set_value();
      said.get_future().wait();
      send([&](const Sent& next) {
        bodies.push_back(next.response->body);
        loop.stop();
      });
    });
    loop.run();
    CHECK(bodies == std::vector<Bytes>{"first", second});
  }
}

TEST_CASE("send_async: each request on a kept connection has a deadline of its own") {
  const ScriptedServer server({[](Peer& peer) {
    peer.read_request();
    peer.send(response(200, ""));
    peer.read_request();
    peer.wait();
  }});
  const auto endpoint = *wire::parse_endpoint(server.url("/"));
  for (const auto& [first, second] : {std::pair<Millis, Millis>{5s, deadline}, {deadline / 2, deadline}}) {
    wire::Loop loop;
    wire::Connections connections;
    Sent last;
    const wire::SendOptions patient{.deadline = first, .connections = &connections};
    const wire::SendOptions strict{.deadline = second, .connections = &connections};
    wire::send_async(loop, endpoint, post("{}"), patient, [&](const Sent& sent) {
      REQUIRE(sent.reached == Reached::answered);
      wire::send_async(loop, endpoint, post("{}"), strict, [&](Sent next) {
        last = std::move(next);
        loop.stop();
      });
    });
    loop.run();
    CHECK(last.timed_out);
    CHECK(last.reached == Reached::unknown);
    CHECK(last.took >= deadline);
    CHECK(last.took < deadline + slack);
  }
}

TEST_CASE("send_async: a loop may go while attempts are under way") {
  const ScriptedServer server({silence()});
  const auto by_name = *wire::parse_endpoint("http://localhost:" + std::to_string(server.port()));
  const auto by_address = *wire::parse_endpoint(server.url("/"));
  for (int i = 0; i < 20; ++i) {
    wire::Loop loop;
    const auto never = [](const Sent&) { FAIL_CHECK("told of an attempt whose loop is gone"); };
    wire::send_async(loop, by_name, post("{}"), {}, never);
    wire::send_async(loop, by_address, post("{}"), {}, never);
    loop.after(Millis(i % 3), [&] { loop.stop(); });
    loop.run();
  }
}
