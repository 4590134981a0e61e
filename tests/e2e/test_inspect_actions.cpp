#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>
#include <vector>

#include "support/command.h"
#include "support/files.h"
#include "support/http_client.h"
#include "support/inspected.h"
#include "support/listen_process.h"

namespace hookctl::test {
namespace {

const Headers bfl{{"X-BFL-Signature", "sha256=" + std::string(64, '0')}, {"Authorization", "Bearer hush"}};

/// An object as JSON text.
std::string line_of(const Json& object) { return object.dump(); }

}  // namespace

TEST_CASE("inspect: a curl line is the one that captures export prints, with the body in it") {
  Inspected at;
  post(at.listen.port(), "/hook?a=1", bfl, R"({"it":"'s"})");
  const auto id = at.only_id();
  const auto curl = at.inspector.object(fmt::format("/api/captures/{}/curl", id));
  CHECK(curl["body_file"] == nullptr);
  CHECK(curl["lost"] == Json{"the value of Authorization was masked, so the header is left out"});
  auto text = curl["text"].get<std::string>();
  const std::string in_line = R"(--data-raw '{"it":"'\''s"}')";
  const auto at_body = text.find(in_line);
  REQUIRE(at_body != text.npos);
  text.replace(at_body, in_line.size(), "--data-binary @capture-1.body");
  CHECK(run(hookctl(at.home, {"captures", "export", "captures.jsonl#1", "--as", "curl"})).out == text);
}

TEST_CASE("inspect: a body that fits into no line is left to a file") {
  Inspected at;
  post(at.listen.port(), "/hook", {}, std::string("a\0b", 3));
  const auto curl = at.inspector.object(fmt::format("/api/captures/{}/curl", at.only_id()));
  CHECK(curl["body_file"] == "capture-1.body");
  CHECK(curl["text"].get<std::string>().find("--data-binary @capture-1.body") != std::string::npos);
}

TEST_CASE("inspect: a fixture is the one that fixture make writes, and has no secret in it") {
  Inspected at;
  post(at.listen.port(), "/hook", bfl, R"({"id":"gen_1","status":"Ready","key":"sk_live_4eC39HqLyjWDarjtT1zdp7dc"})");
  const auto id = at.only_id();
  const auto made = at.inspector.object(fmt::format("/api/captures/{}/fixture", id));
  CHECK(made["name"] == "bfl-succeeded-1.hook.json");
  CHECK(made["dropped"] == Json{"Connection", "Authorization"});
  CHECK(made["lost"] == Json{"the value of Authorization was masked, so the header is left out"});
  CHECK(made["findings"][0]["where"] == "body /key");
  const auto text = made["text"].get<std::string>();
  CHECK(text.find("{{sign}}") != text.npos);
  CHECK(text.find("hush") == text.npos);
  CHECK(run(hookctl(at.home, {"fixture", "make", "captures.jsonl#1"})).exit == 0);
  CHECK(read_file(at.home.path() + "/bfl-succeeded-1.hook.json") == text);
  const auto file = at.inspector.get(fmt::format("/api/captures/{}/fixture?form=file", id));
  CHECK(file.ends_with("\r\n\r\n" + text));
  CHECK(file.find("attachment; filename=\"bfl-succeeded-1.hook.json\"\r\n") != file.npos);
  CHECK(file.find("Content-Type: application/octet-stream\r\n") != file.npos);
  const auto kept = at.inspector.object(fmt::format("/api/captures/{}/fixture?signature=kept", id));
  CHECK(kept["text"].get<std::string>().find("sha256=0000") != std::string::npos);
}

TEST_CASE("inspect: edits change the places they name and no other byte") {
  Inspected at;
  constexpr std::string_view body =
      "{ \"id\":\"gen_\\u0031\",\n\"cost\": 1.10,\"big\":12345678901234567890, \"a/b\":[1,{\"c\":null}] }";
  post(at.listen.port(), "/hook", {}, body);
  const auto id = at.only_id();
  struct Case {
    std::string_view edits;
    std::string_view before;  // a part of the body, and what becomes of it
    std::string_view after;
  };
  const std::vector<Case> cases{
      {R"([{"pointer":"/cost","value":"2.50"}])", "1.10", "2.50"},
      {R"([{"pointer":"/id","value":"7"}])", "\"gen_\\u0031\"", "\"7\""},
      {R"([{"pointer":"/a~1b/1/c","value":"true"}])", "null", "true"},
      {R"([{"pointer":"/a~1b/1/c","value":"ü\"<"}])", "null", "\"ü\\\"<\""},
      {R"([{"pointer":"/a~1b/0"}])", "[1,{", "[{"},
      {R"([{"pointer":"/a~1b/-","value":"x=1"}])", "null}]", "null},\"x=1\"]"},
      {R"([{"pointer":"/new","value":"1"},{"pointer":"/new"}])", "1.10", "1.10"},
  };
  for (const auto& [edits, before, after] : cases) {
    CAPTURE(edits);
    std::string expected(body);
    expected.replace(expected.find(before), before.size(), after);
    const auto edited = at.inspector.change("/api/edit", fmt::format(R"({{"id":"{}","edits":{}}})", id, edits));
    CHECK(edited.value("body", "") == expected);
    Json again{{"body", body}, {"edits", Json::parse(edits)}};
    CHECK(at.inspector.change("/api/edit", line_of(again)).value("body", "") == expected);
  }
  for (const auto* wrong : {R"([{"pointer":"cost","value":"1"}])", R"([{"pointer":"/none/deep","value":"1"}])",
                            R"([{"pointer":"/none"}])", R"([{"value":"1"}])", R"([{"pointer":"/*","value":"1"}])"}) {
    CAPTURE(wrong);
    CHECK(at.inspector.change("/api/edit", fmt::format(R"({{"id":"{}","edits":{}}})", id, wrong))["type"] == "error");
  }
  CHECK(at.inspector.change("/api/edit", R"({"id":"nobody","edits":[]})")["type"] == "error");
}

TEST_CASE("inspect: what is marked as expected judges the list, replays and fixtures") {
  Folder app_home;
  ListenProcess app(app_home, {"--json", "--respond", "202*2,200"});
  Inspected at({"--forward-to", app.url("")});
  post(at.listen.port(), "/hook", bfl, R"({"id":"gen_1","status":"Ready"})");
  at.list(1, "where=answer%3D202");
  const auto id = at.only_id();
  const auto row = [&] { return at.inspector.object("/api/captures")["captures"][0]; };
  CHECK(row()["as_expected"] == nullptr);
  const auto expect = [&](const Json& more) {
    Json object{{"id", id}};
    object.update(more);
    return at.inspector.change("/api/expect", line_of(object));
  };
  CHECK(expect({{"status", "202"}})["expect"]["status"] == "202");
  CHECK(row()["as_expected"] == true);
  CHECK(at.inspector.object("/api/captures/" + id)["expect"]["status"] == "202");
  const auto replay = [&] { return at.inspector.change("/api/replay", line_of({{"id", id}})); };
  CHECK(replay()["summary"]["passed"] == 1);
  const auto missed = replay();
  CHECK(missed["summary"]["failed"] == 1);
  CHECK(missed["attempts"][0]["note"] == "answered 200, 202 expected");
  const auto made = at.inspector.object(fmt::format("/api/captures/{}/fixture", id));
  CHECK(Json::parse(made["text"].get<std::string>())["expect"] == Json{{"status", "202"}});
  CHECK(expect({{"status", "2xx"}, {"body", "thank"}, {"max_latency", "5s"}})["expect"]["max_latency"] == "5s");
  CHECK(replay()["attempts"][0]["note"] == "the answer's body has nothing like 'thank'");
  CHECK(expect({{"status", "500"}})["expect"]["body"] == nullptr);
  CHECK(row()["as_expected"] == false);
  for (const auto& wrong : {Json{{"status", "often"}}, Json{{"status", "2xx"}, {"body", "("}},
                            Json{{"status", "2xx"}, {"max_latency", "soon"}}}) {
    CHECK(expect(wrong)["type"] == "error");
  }
  CHECK(row()["as_expected"] == false);
  CHECK(expect(Json::object())["expect"] == nullptr);
  CHECK(row()["as_expected"] == nullptr);
  CHECK(at.inspector.change("/api/expect", R"({"id":"nobody","status":"200"})")["type"] == "error");
}

TEST_CASE("inspect --allow-remote: others are let in by the one name that was given, and only with the token") {
  Inspected at({"--allow-remote", "Build-7.test"});
  post(at.listen.port(), "/hook", {}, "hush");
  const auto url = Json::parse(at.listen.ready()).at("inspector").get<std::string>();
  CHECK(url.starts_with(fmt::format("http://build-7.test:{}/#token=", at.inspector.port())));
  const auto ask = [&](std::string_view target, std::string_view host, std::string_view lines) {
    const auto text = fmt::format("GET {} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n{}\r\n", target, host, lines);
    return exchange(at.inspector.port(), text).bytes;
  };
  const auto own = fmt::format("build-7.test:{}", at.inspector.port());
  const auto token = fmt::format("X-Hookctl-Token: {}\r\n", at.inspector.token());
  CHECK(ask("/", own, "").starts_with("HTTP/1.1 200"));
  CHECK(ask("/api/stats", own, token).starts_with("HTTP/1.1 200"));
  for (const auto* target : {"/api/captures", "/api/stats", "/api/events", "/api/captures/1/body", "/api/forgeries"}) {
    CAPTURE(target);
    CHECK(ask(target, own, "").starts_with("HTTP/1.1 401"));
    CHECK(ask(target, own, "X-Hookctl-Token: x\r\n").starts_with("HTTP/1.1 401"));
    CHECK(ask(target, fmt::format("127.0.0.1:{}", at.inspector.port()), token).starts_with("HTTP/1.1 421"));
  }
  for (const auto* host : {"build-7.test", "evil.example", "build-7.test.evil.example", "0.0.0.0"}) {
    const auto answer = ask("/", host, token);
    CAPTURE(host);
    CHECK(answer.starts_with("HTTP/1.1 421"));
    CHECK(answer.find("--allow-remote NAME") != answer.npos);
  }
  CHECK(ask("/api/stats", own, token + "Origin: http://evil.example\r\n").starts_with("HTTP/1.1 403"));
  CHECK(at.listen.stop() == Ending{.code = 0});
  CHECK(at.listen.err().find("warning: other machines can open the inspector") != std::string::npos);
}

TEST_CASE("inspect --allow-remote: an address is listened on alone, and what is no host is refused") {
  const Folder home;
  home.write("captures.jsonl", "");
  Process process(hookctl(home, {"inspect", "--json", "--allow-remote", "127.0.0.2"}));
  const auto ready = process.read_line(Millis{10'000});
  REQUIRE(ready);
  const auto url = Json::parse(*ready).at("inspector").get<std::string>();
  CHECK(url.starts_with("http://127.0.0.2:"));
  CHECK_THROWS(exchange(InspectorClient(url).port(), "GET / HTTP/1.1\r\n\r\n"));
  process.send_signal(SIGINT);
  CHECK(process.wait(Millis{10'000}) == Ending{.code = 0});
  struct Case {
    std::vector<std::string> words;
    int exit;
    std::string_view says;
  };
  const std::vector<Case> cases{
      {{"inspect", "--allow-remote", "0.0.0.0"}, 2, "'0.0.0.0' is no host that a browser could name"},
      {{"inspect", "--allow-remote", "host:4040"}, 2, "cannot use 'host:4040' as a host"},
      {{"inspect", "--allow-remote", "http://host"}, 2, "write the name or address by which browsers call"},
      {{"inspect", "--allow-remote", "192.0.2.7"}, 3, "the inspector cannot have port 0 on 192.0.2.7"},
      {{"listen", "--port", "0", "--allow-remote", "host"}, 2, "add --inspect"},
  };
  for (const auto& [words, exit, says] : cases) {
    const auto finished = run(hookctl(home, words));
    CAPTURE(finished.err);
    CHECK(finished.exit == exit);
    CHECK(finished.err.find(says) != std::string::npos);
  }
}

}  // namespace hookctl::test
