#include <doctest/doctest.h>
#include <fmt/format.h>

#include "support/command.h"
#include "support/deaf_port.h"
#include "support/http_client.h"
#include "support/joined.h"
#include "support/json_lines.h"
#include "support/listen_process.h"
#include "support/openssl.h"
#include "support/scripted_server.h"

namespace hookctl::test {
namespace {

using namespace std::string_literals;

const Bytes answer_of_app =
    "HTTP/1.1 202 Accepted\r\nX-App: yes\r\nConnection: close\r\nKeep-Alive: timeout=5\r\nContent-Length: 6\r\n\r\n"
    "queued";

std::vector<std::string> to(const std::string& url, const std::vector<std::string>& further) {
  return joined({"--json", "--forward-to", url}, further);
}

}  // namespace

TEST_CASE("forward: the app gets the bytes of the body and the headers in their order, hop-by-hop ones stay behind") {
  const Folder home;
  const ScriptedServer app({reply(answer_of_app)});
  const ListenProcess listen(home, to(app.url(""), {}));
  const Bytes body = "{\"a\": 1.10,\t\"b\":\"\\/\"}\0\xff\r\n"s;
  exchange(listen.port(), fmt::format("PUT /hook?x=1&x=2&y=%2F HTTP/1.1\r\n"
                                      "x-lower: 1\r\n"
                                      "Host: provider.example\r\n"
                                      "X-Dup: a\r\n"
                                      "x-dup: b\r\n"
                                      "Connection: close, X-Private\r\n"
                                      "X-Private: for this connection\r\n"
                                      "TE: trailers\r\n"
                                      "Content-Length: {}\r\n"
                                      "X-Empty:\r\n"
                                      "Authorization: Bearer abc\r\n"
                                      "\r\n{}",
                                      body.size(), body));
  REQUIRE(app.requests().size() == 1);
  CHECK(app.requests()[0] == fmt::format("PUT /hook?x=1&x=2&y=%2F HTTP/1.1\r\n"
                                         "x-lower: 1\r\n"
                                         "Host: 127.0.0.1:{}\r\n"
                                         "X-Dup: a\r\n"
                                         "x-dup: b\r\n"
                                         "Content-Length: {}\r\n"
                                         "X-Empty: \r\n"
                                         "Authorization: Bearer abc\r\n"
                                         "\r\n{}",
                                         app.port(), body.size(), body));
}

TEST_CASE("forward: a chunked body goes on whole, with its length") {
  const Folder home;
  const ScriptedServer app({reply(answer_of_app)});
  const ListenProcess listen(home, to(app.url("/own/path"), {}));
  exchange(listen.port(),
           "POST /hook HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
           "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
  REQUIRE(app.requests().size() == 1);
  CHECK(app.requests()[0] ==
        fmt::format("POST /own/path HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nContent-Length: 5\r\n\r\nabcde", app.port()));
}

TEST_CASE("forward: the provider gets the app's status, headers and body, and the record says what the app said") {
  const Folder home;
  const ScriptedServer app({reply(answer_of_app)});
  ListenProcess listen(home, to(app.url("/hook"), {"--count", "1"}));
  const auto answer = post(listen.port(), "/", {}, "x");
  CHECK(answer.status == 202);
  CHECK(answer.body == "queued");
  CHECK(answer.headers.find("X-App") == "yes");
  CHECK_FALSE(answer.headers.find("Keep-Alive"));

  const auto record = listen.next("capture");
  CHECK(record["response"] == nullptr);
  const auto outcome = listen.next("outcome");
  CHECK(outcome["id"] == record["id"]);
  CHECK(outcome["response"]["status"] == 202);
  CHECK(outcome["forward"][0]["to"] == app.url("/hook"));
  CHECK(outcome["forward"][0]["status"] == 202);
  CHECK(outcome["forward"][0]["body"] == "queued");
  CHECK(outcome["forward"][0]["error"] == nullptr);
  CHECK(listen.wait().code == 0);
  CHECK(run(hookctl(home, {"captures", "show", "#1"})).out.find(fmt::format("app      {}  202", app.url("/hook"))) !=
        std::string::npos);
}

TEST_CASE("forward: an app that gives no answer is a 502 for the provider, and the record says why") {
  struct Case {
    Play play;
    std::string said;
  };
  const Play hang_up_late = [](Peer& peer) { peer.read_request(); };
  const Case cases[] = {{hang_up_late, "closed"}, {reset(), "reset"}, {reply("not HTTP at all\r\n\r\n"), "HTTP"}};
  for (const auto& [play, said] : cases) {
    CAPTURE(said);
    const Folder home;
    const ScriptedServer app({play});
    ListenProcess listen(home, to(app.url("/"), {}));
    CHECK(post(listen.port(), "/hook", {}, "x").status == 502);
    const auto outcome = listen.next("outcome");
    CAPTURE(outcome.dump());
    CHECK(outcome["response"]["status"] == 502);
    CHECK(outcome["forward"][0]["status"] == nullptr);
    REQUIRE(outcome["forward"][0]["error"].is_string());
    CHECK(outcome["forward"][0]["error"].get<std::string>().find(said) != std::string::npos);
  }
}

TEST_CASE("forward: an app that is down is a 502, and the listener goes on") {
  const Folder home;
  const DeafPort app;
  ListenProcess listen(home, to(app.url("/hook"), {"--count", "2"}));
  for (const std::string body : {"1", "2"}) {
    CHECK(post(listen.port(), "/", {}, body).status == 502);
    const auto outcome = listen.next("outcome");
    CHECK(outcome["response"]["status"] == 502);
    CHECK(outcome["forward"][0]["to"] == app.url("/hook"));
    CHECK(outcome["forward"][0]["status"] == nullptr);
    CHECK(outcome["forward"][0]["error"].get<std::string>().find("refused") != std::string::npos);
  }
  CHECK(listen.wait().code == 0);
  CHECK(run(hookctl(home, {"captures", "list"})).out.find("-> 502\n") != std::string::npos);
}

TEST_CASE("forward: a script answers before the app is asked") {
  const Folder home;
  const ScriptedServer app({reply(answer_of_app)});
  const ListenProcess listen(home, to(app.url("/"), {"--respond", "500*2,app"}));
  CHECK(post(listen.port(), "/hook", {}, "1").status == 500);
  CHECK(post(listen.port(), "/hook", {}, "2").status == 500);
  CHECK(app.requests().empty());
  CHECK(post(listen.port(), "/hook", {}, "3").status == 202);
  CHECK(post(listen.port(), "/hook", {}, "4").status == 202);
  CHECK(app.requests().size() == 2);
}

TEST_CASE("forward: with --require-valid the app sees only what verifies") {
  const Folder home;
  home.write("secret", "s3cret");
  const ScriptedServer app({reply(answer_of_app)});
  ListenProcess listen(home, to(app.url("/"), {"--require-valid", "--secret-file", "secret"}));
  const Bytes body = R"({"id":"gen_1"})";
  CHECK(post(listen.port(), "/hook", {{"X-BFL-Signature", "sha256=" + std::string(64, '0')}}, body).status == 401);
  CHECK(post(listen.port(), "/hook", {}, body).status == 401);
  CHECK(app.requests().empty());
  CHECK(
      post(listen.port(), "/hook", {{"X-BFL-Signature", "sha256=" + openssl::hmac_hex("s3cret", body)}}, body).status ==
      202);
  CHECK(app.requests().size() == 1);
  const auto refused = listen.next("capture");
  CHECK(refused["response"]["status"] == 401);
  CHECK(refused["response"]["rule"] == "require-valid");
}

TEST_CASE("forward: a retry passes the duplicate check only when the app had accepted") {
  const Folder home;
  const ScriptedServer app({reply(response(500, "")), reply(response(200, ""))});
  ListenProcess listen(home, to(app.url("/"), {}));
  const Headers headers{{"X-BFL-Signature", "sha256=" + std::string(64, '0')}};
  const Bytes body = R"({"id":"gen_1"})";
  for (const int status : {500, 200, 200}) CHECK(post(listen.port(), "/hook", headers, body).status == status);
  CHECK(listen.next("capture")["event"]["attempt"] == 1);
  const auto accepted = listen.next("capture");
  CHECK(accepted["event"]["attempt"] == 2);
  CHECK(accepted["event"]["duplicate_of"] == nullptr);
  CHECK(listen.next("capture")["event"]["duplicate_of"] == accepted["id"]);
}

}  // namespace hookctl::test
