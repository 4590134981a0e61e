#include <doctest/doctest.h>
#include <fmt/format.h>

#include "support/command.h"
#include "support/http_client.h"
#include "support/json_lines.h"
#include "support/listen_process.h"
#include "support/scripted_server.h"

namespace hookctl::test {
namespace {

using Statuses = std::vector<int>;

/// What a listener answers to these bodies in turn.
Statuses statuses(const ListenProcess& listen, const std::vector<Bytes>& bodies) {
  Statuses given;
  for (const auto& body : bodies) given.push_back(post(listen.port(), "/hook", {}, body).status);
  return given;
}

Bytes request_of(ByteView body) {
  return fmt::format("POST /hook HTTP/1.1\r\nHost: h\r\nContent-Length: {}\r\n\r\n{}", body.size(), body);
}

}  // namespace

TEST_CASE("script: with a key the first delivery of each event fails and its retry succeeds, also after a restart") {
  const Folder home;
  const Bytes a = R"({"request_id":"a"})", b = R"({"request_id":"b"})";
  const std::vector<std::string> options{"--json", "--respond", "500,200", "--key", "json:/request_id"};
  {
    ListenProcess listen(home, options);
    CHECK(statuses(listen, {a, b}) == Statuses{500, 500});
    CHECK(listen.next("capture")["event"]["key"] == "a");
    CHECK(listen.stop().code == 0);
  }
  ListenProcess listen(home, options);
  CHECK(statuses(listen, {b, a, b}) == Statuses{200, 200, 200});
  const auto retry = listen.next("capture");
  CHECK(retry["event"]["attempt"] == 2);
  CHECK(retry["event"]["duplicate_of"] == nullptr);
  listen.next("capture");
  CHECK(listen.next("capture")["event"]["duplicate_of"].is_string());
}

TEST_CASE("script: the key may be a header or the body itself") {
  const Folder home;
  const ListenProcess by_header(home, {"--json", "--respond", "500,200", "--key", "header:X-Request-Id"});
  CHECK(post(by_header.port(), "/", {{"X-Request-Id", "1"}}, "x").status == 500);
  CHECK(post(by_header.port(), "/", {{"X-Request-Id", "2"}}, "x").status == 500);
  CHECK(post(by_header.port(), "/", {{"x-request-id", "1"}}, "y").status == 200);
  const Folder other;
  const ListenProcess by_body(other, {"--json", "--respond", "500,200", "--key", "body-hash"});
  CHECK(statuses(by_body, {"x", "y", "x"}) == Statuses{500, 500, 200});
}

TEST_CASE("script: faults reach the wire and the record") {
  const Folder home;
  ListenProcess listen(home, {"--json", "--respond", "timeout,reset,truncate=15,200"});
  CHECK(exchange(listen.port(), request_of("1"), Millis{300}).end == Hangup::overran);
  CHECK(exchange(listen.port(), request_of("2")).end == Hangup::reset);
  const auto cut = exchange(listen.port(), request_of("3"));
  CHECK(cut.bytes == "HTTP/1.1 200 OK");
  CHECK(cut.end == Hangup::closed);
  CHECK(statuses(listen, {"4"}) == Statuses{200});
  const std::vector<std::pair<Json, Json>> recorded{
      {nullptr, "timeout"}, {nullptr, "reset"}, {200, "truncate"}, {200, nullptr}};
  for (const auto& [status, fault] : recorded) {
    const auto response = listen.next("capture")["response"];
    CHECK(response["status"] == status);
    CHECK(response.value("fault", Json()) == fault);
  }
  CHECK(listen.stop().code == 0);
  const auto list = run(hookctl(home, {"captures", "list"})).out;
  CHECK(list.find("-> timeout\n") != list.npos);
  CHECK(list.find("-> 200 truncate\n") != list.npos);
}

TEST_CASE("script: answers carry the body and the headers asked for, a step's header first") {
  const Folder home;
  write_file(home.file("body"), "{\"ok\":true}");
  const ListenProcess listen(home, {"--respond", "429:retry-after=3,200", "--body", "body", "-H", "Retry-After: 9",
                                    "-H", "Content-Type: application/json"});
  const auto first = post(listen.port(), "/", {}, "");
  CHECK(first.status == 429);
  CHECK(first.body == "{\"ok\":true}");
  CHECK(first.headers.find("Retry-After") == "3");
  CHECK(first.headers.find("Content-Type") == "application/json");
  CHECK(post(listen.port(), "/", {}, "").headers.find("Retry-After") == "9");
}

TEST_CASE("dedupe: an event that was accepted is answered 200 and the app does not hear of it again") {
  const Folder home;
  const ScriptedServer app({reply(response(500, "")), reply(response(202, ""))});
  ListenProcess listen(home, {"--json", "--forward-to", app.url("/"), "--key", "json:/id", "--dedupe", "answer"});
  const Bytes event = R"({"id":"1"})";
  CHECK(statuses(listen, {event, event, event, R"({"id":"2"})"}) == Statuses{500, 202, 200, 202});
  CHECK(app.requests().size() == 3);
  listen.next("capture");
  listen.next("capture");
  const auto duplicate = listen.next("capture");
  CHECK(duplicate["response"]["rule"] == "dedupe");
  CHECK(duplicate["event"]["duplicate_of"].is_string());
}

TEST_CASE("dedupe: an event is forgotten after its time") {
  const Folder home;
  const ListenProcess listen(home,
                             {"--respond", "201", "--key", "body-hash", "--dedupe", "answer", "--dedupe-ttl", "0ms"});
  CHECK(statuses(listen, {"x", "x"}) == Statuses{201, 201});
}

}  // namespace hookctl::test
