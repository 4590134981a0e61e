#include <doctest/doctest.h>
#include <fmt/format.h>

#include "support/command.h"
#include "support/http_client.h"
#include "support/json_lines.h"
#include "support/listen_process.h"
#include "support/scripted_server.h"

namespace hookctl::test {
namespace {

const Bytes ready = R"({"id":"gen_1","status":"Ready","result":{"sample":"https://delivery.example/1.png"}})";
const Headers bfl{{"X-BFL-Signature", "sha256=0"}};

}  // namespace

TEST_CASE("routes: each path has its app, and a path without one is 404") {
  const Folder home;
  const ScriptedServer a({reply(response(201, "a"))}), b({reply(response(202, "b"))});
  ListenProcess listen(home, {"--json", "--forward-to", "/a=" + a.url(""), "--forward-to", "/b=" + b.url("/own")});
  CHECK(post(listen.port(), "/a/x?y=1", {}, "1").status == 201);
  CHECK(post(listen.port(), "/b", {}, "2").status == 202);
  CHECK(post(listen.port(), "/ab", {}, "3").status == 404);
  REQUIRE(a.requests().size() == 1);
  CHECK(a.requests()[0].starts_with("POST /a/x?y=1 HTTP/1.1\r\n"));
  REQUIRE(b.requests().size() == 1);
  CHECK(b.requests()[0].starts_with("POST /own HTTP/1.1\r\n"));
  listen.next("capture");
  listen.next("capture");
  CHECK(listen.next("capture")["response"]["rule"] == "no-route");
}

TEST_CASE("routes: of several apps the first one answers, and the others get a copy") {
  const Folder home;
  const ScriptedServer first({reply(response(201, "first"))}), second({reply(response(500, "second"))});
  ListenProcess listen(home,
                       {"--json", "--count", "1", "--forward-to", first.url("/1"), "--forward-to", second.url("/2")});
  CHECK(post(listen.port(), "/", {}, "x").body == "first");
  const auto answered = listen.next("outcome"), copied = listen.next("outcome");
  CHECK(answered["forward"][0]["to"] == first.url("/1"));
  CHECK(answered["response"]["status"] == 201);
  CHECK(copied["forward"][0]["to"] == second.url("/2"));
  CHECK(copied["forward"][0]["status"] == 500);
  CHECK(copied["forward"][0]["copy"] == true);
  CHECK(copied["response"]["status"] == 201);
  CHECK(listen.wait().code == 0);
  CHECK(second.requests().size() == 1);
  const auto shown = run(hookctl(home, {"captures", "show", "#1"})).out;
  CHECK(shown.find(first.url("/1")) != shown.npos);
  CHECK(shown.find(second.url("/2")) != shown.npos);
}

TEST_CASE("routes: an app may get the normalised event in place of the request") {
  const Folder home;
  const ScriptedServer app({reply(response(200, ""))});
  const ListenProcess listen(home, {"--forward-to", app.url(""), "--forward-as", "event"});
  CHECK(post(listen.port(), "/hook", bfl, ready).status == 200);
  REQUIRE(app.requests().size() == 1);
  const auto sent = app.requests()[0];
  CHECK(sent.starts_with("POST /hook HTTP/1.1\r\n"));
  CHECK(sent.find("Content-Type: application/json\r\n") != sent.npos);
  const auto event = Json::parse(sent.substr(sent.find("\r\n\r\n") + 4));
  CHECK(event["provider"] == "bfl");
  CHECK(event["id"] == "gen_1");
  CHECK(event["status"] == "succeeded");
  CHECK(event["outputs"][0]["url"] == "https://delivery.example/1.png");
}

TEST_CASE("filters: what is shown, recorded and forwarded, each apart") {
  const Folder home;
  const ScriptedServer app({reply(response(201, ""))});
  ListenProcess listen(home, {"--json", "--filter", "path=/shown*", "--save-filter", "path!=/private",
                              "--forward-filter", "header:X-Env=prod", "--forward-to", app.url(""), "--count", "4"});
  CHECK(post(listen.port(), "/shown/1", {}, "1").status == 200);
  CHECK(post(listen.port(), "/shown/2", {{"X-Env", "prod"}}, "2").status == 201);
  CHECK(post(listen.port(), "/private", {{"X-Env", "prod"}}, "3").status == 201);
  CHECK(post(listen.port(), "/", {{"X-Env", "test"}}, "4").status == 200);
  CHECK(listen.next("capture")["request"]["target"] == "/shown/1");
  CHECK(listen.next("capture")["request"]["target"] == "/shown/2");
  CHECK(listen.next("outcome")["response"]["status"] == 201);
  CHECK(Json::parse(listen.line())["type"] == "end");
  CHECK(listen.wait().code == 0);
  CHECK(app.requests().size() == 2);
  const auto list = run(hookctl(home, {"captures", "list"})).out;
  CHECK(list.find("/private") == list.npos);
  CHECK(list.find("POST /  ") != list.npos);
}

TEST_CASE("filters: --events names the types that are shown and forwarded") {
  const Folder home;
  const ScriptedServer app({reply(response(201, ""))});
  ListenProcess listen(home, {"--json", "--events", "Ready,Err*", "--forward-to", app.url("")});
  CHECK(post(listen.port(), "/", bfl, R"({"id":"1","status":"Pending"})").status == 200);
  CHECK(post(listen.port(), "/", bfl, R"({"id":"2","status":"Error"})").status == 201);
  CHECK(listen.next("capture")["event"]["id"] == "2");
}

}  // namespace hookctl::test
