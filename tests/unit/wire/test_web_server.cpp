#include "wire/web_server.h"

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <future>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "support/http_texts.h"
#include "support/raw_client.h"

using namespace hookctl;
using namespace std::chrono_literals;
using namespace hookctl::test;
using wire::WebReply;

namespace {

using SteadyClock = std::chrono::steady_clock;

wire::WebServer serving(wire::WebServer::Respond respond, wire::Limits limits = {}) {
  auto server = wire::WebServer::open({.limits = limits, .own_fields = {{"X-Frame-Options", "DENY"}}});
  REQUIRE(server);
  server->serve(std::move(respond));
  return *std::move(server);
}

WebReply target_of(const Request& request) { return {.response = {.body = request.target + " ends"}}; }

bool soon(const std::function<bool()>& holds) {
  for (const auto end = SteadyClock::now() + 10s; !holds();) {
    if (SteadyClock::now() > end) return false;
    std::this_thread::yield();
  }
  return true;
}

/// A stream that counts how often it is asked, and knows whether anybody still holds it.
struct Counted {
  std::shared_ptr<std::atomic<int>> asked = std::make_shared<std::atomic<int>>(0);

  wire::Stream of(Bytes piece) const {
    return [asked = asked, piece = std::move(piece)] {
      ++*asked;
      return std::optional<Bytes>(piece);
    };
  }
  bool is_held() const { return asked.use_count() > 1; }
};

}  // namespace

TEST_CASE("web server: a connection is kept, and its answers come in the order of the requests") {
  std::promise<void> second_came;
  auto came = second_came.get_future().share();
  const auto server = serving([&](const Request& request) {
    if (request.target == "/first") came.wait();
    if (request.target == "/second") second_came.set_value();
    return target_of(request);
  });
  const RawClient client(server.port());
  client.send(get_of("/first") + get_of("/second"));
  const auto both = client.receive_until("/second ends");
  CHECK(both.find("/first ends") < both.find("/second ends"));
  client.send("POST /third HTTP/1.1\r\nHost: x\r\nContent-Length: 30\r\n\r\nGET /body HTTP/1.1\r\nHost: x\r\n\r\n");
  client.send(get_of("/fourth"));
  const auto last = client.receive_until("/fourth ends");
  CHECK(last.find("/third ends") != last.npos);
  CHECK(last.find("/body ends") == last.npos);
}

TEST_CASE("web server: HEAD has the headers of GET and no body") {
  const auto server = serving(target_of);
  const RawClient client(server.port());
  client.send("HEAD /page HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  const auto answer = client.receive_all();
  CHECK(answer.find("Content-Length: 10\r\n") != answer.npos);
  CHECK(answer.ends_with("\r\n\r\n"));
}

TEST_CASE("web server: what fails or is forbidden is answered with the server's own fields and no details") {
  const auto server = serving([](const Request&) -> WebReply { throw std::runtime_error("the secret"); },
                              {.body = 10, .head_deadline = 100ms});
  struct Case {
    std::string text;
    std::string status;
  };
  const std::vector<Case> cases{
      {"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", "HTTP/1.1 500 Internal Server Error"},
      {"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 11\r\n\r\n12345678901", "HTTP/1.1 413 Payload Too Large"},
      {"GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", "HTTP/1.1 400 Bad Request"},
      {"GET / HTTP/1.1\r\nHo", "HTTP/1.1 408 Request Timeout"},
  };
  for (const auto& [text, status] : cases) {
    const RawClient client(server.port());
    client.send(text);
    const auto answer = client.receive_all();
    CAPTURE(answer);
    CHECK(status_of(answer) == status);
    CHECK(answer.find("X-Frame-Options: DENY\r\n") != answer.npos);
    CHECK(answer.find("secret") == answer.npos);
  }
}

TEST_CASE("web server: how long a body may be can depend on the head") {
  const auto server = serving(
      target_of, {.body_after = [](const Request& head) { return head.headers.find("Known") ? std::size_t{8} : 4; }});
  struct Case {
    std::string text;
    std::string status;
  };
  const std::vector<Case> cases{
      {"Content-Length: 4\r\n\r\n1234", "HTTP/1.1 200 OK"},
      {"Content-Length: 5\r\n\r\n", "HTTP/1.1 413 Payload Too Large"},
      {"Known: yes\r\nContent-Length: 8\r\n\r\n12345678", "HTTP/1.1 200 OK"},
      {"Known: yes\r\nContent-Length: 9\r\n\r\n", "HTTP/1.1 413 Payload Too Large"},
      {"Transfer-Encoding: chunked\r\n\r\n3\r\n123\r\n1\r\n4\r\n0\r\n\r\n", "HTTP/1.1 200 OK"},
      {"Transfer-Encoding: chunked\r\n\r\n3\r\n123\r\n2\r\n", "HTTP/1.1 413 Payload Too Large"},
  };
  for (const auto& [text, status] : cases) {
    CAPTURE(text);
    const RawClient client(server.port());
    client.send("POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + text);
    CHECK(status_of(client.receive_all()) == status);
  }
}

TEST_CASE("web server: requests that take their time, and half-sent ones, keep no other waiting") {
  std::promise<void> over;
  const auto server = serving([ended = over.get_future().share()](const Request& request) {
    if (request.target == "/slow") ended.wait();
    return target_of(request);
  });
  std::vector<RawClient> others;
  for (int i = 0; i < 10; ++i) {
    others.emplace_back(server.port());
    others.back().send(i % 2 == 0 ? get_of("/slow") : "GET / HTTP/1.1\r\nHost");
  }
  const RawClient client(server.port());
  client.send(get_of("/quick"));
  CHECK(client.receive_until("/quick ends").ends_with("/quick ends"));
  over.set_value();
  CHECK(others[0].receive_until("/slow ends").ends_with("/slow ends"));
}

TEST_CASE("web server: two hundred readers are told what is new while others are served") {
  std::atomic<int> news = 0;
  const auto server = serving([&](const Request& request) {
    if (request.target != "/events") return target_of(request);
    return WebReply{.response = {.headers = {{"Content-Type", "text/event-stream"}}, .body = "hello\n"},
                    .more = [&news, told = 0]() mutable -> std::optional<Bytes> {
                      if (news == told) return "";
                      told = news;
                      return told == 2 ? std::nullopt : std::optional<Bytes>("news\n");
                    }};
  });
  std::vector<RawClient> readers;
  for (int i = 0; i < 200; ++i) {
    readers.emplace_back(server.port());
    readers.back().send(get_of("/events"));
  }
  for (const auto& reader : readers) {
    const auto beginning = reader.receive_until("hello\n");
    CHECK(beginning.find("Content-Type: text/event-stream\r\n") != beginning.npos);
    CHECK(beginning.find("Content-Length") == beginning.npos);
  }
  const RawClient client(server.port());
  client.send(get_of("/other"));
  CHECK(client.receive_until("/other ends").ends_with("/other ends"));
  news = 1;
  for (const auto& reader : readers) CHECK(reader.receive_until("news\n") == "news\n");
  news = 2;
  for (const auto& reader : readers) CHECK(reader.receive_all().empty());
}

TEST_CASE("web server: a reader who takes nothing is not told more, and given up") {
  const Counted stream;
  const auto server = serving(
      [&](const Request& request) {
        if (request.target != "/events") return target_of(request);
        return WebReply{.more = stream.of(Bytes(1024 * 1024, 'x'))};
      },
      {.write_deadline = 300ms});
  const RawClient reader(server.port(), 2048);
  reader.send(get_of("/events"));
  const RawClient client(server.port());
  client.send(get_of("/other"));
  CHECK(client.receive_until("/other ends").ends_with("/other ends"));
  CHECK(soon([&] { return *stream.asked > 0 && !stream.is_held(); }));
  CHECK(*stream.asked < 16);  // what the system takes for a connection, and one more
}

TEST_CASE("web server: a stream is let go when its reader leaves, or wants its head only") {
  const Counted stream;
  const auto server = serving([&](const Request&) { return WebReply{.more = stream.of("")}; });
  for (const auto* method : {"GET", "HEAD"}) {
    CAPTURE(method);
    *stream.asked = 0;
    RawClient reader(server.port());
    reader.send(std::string(method) + " / HTTP/1.1\r\nHost: x\r\n\r\n");
    CHECK(reader.receive_until("\r\n\r\n").find("Connection: close\r\n") != std::string::npos);
    if (std::string_view(method) == "GET") {
      CHECK(soon([&] { return *stream.asked > 1; }));
      reader.close();
    }
    CHECK(soon([&] { return !stream.is_held(); }));
  }
}

TEST_CASE("web server: it ends at once, whoever is connected") {
  auto server = std::make_unique<wire::WebServer>(serving([](const Request&) {
    return WebReply{.response = {.body = "hello\n"}, .more = [] { return std::optional<Bytes>(""); }};
  }));
  std::vector<RawClient> readers;
  for (int i = 0; i < 20; ++i) {
    readers.emplace_back(server->port());
    readers.back().send(get_of("/"));
  }
  for (const auto& reader : readers) reader.receive_until("hello\n");
  const auto began = SteadyClock::now();
  server.reset();
  CHECK(SteadyClock::now() - began < 5s);
  for (const auto& reader : readers) CHECK(reader.receive_all().empty());
}

TEST_CASE("web server: a port that is taken is no port for it") {
  const auto server = serving(target_of);
  const auto second = wire::WebServer::open({.port = server.port()});
  REQUIRE_FALSE(second);
  CHECK(second.error().fault == Fault::environment);
}
