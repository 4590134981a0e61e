#include <doctest/doctest.h>
#include <fmt/format.h>

#include <vector>

#include "support/command.h"
#include "support/http_client.h"
#include "support/inspected.h"
#include "support/listen_process.h"
#include "support/raw_client.h"
#include "support/scripted_server.h"

namespace hookctl::test {
namespace {

constexpr std::string_view body = R"({"id":"gen_1","status":"Ready","cost":1.10})";
const Headers unsigned_bfl{{"X-BFL-Signature", "sha256=" + std::string(64, '0')}};

std::string status_of(const std::string& answer) { return answer.substr(9, 3); }

}  // namespace

TEST_CASE("listen --inspect: the list, a capture with its bytes, and how long the answer took") {
  Inspected at;
  post(at.listen.port(), "/hook?a=1", unsigned_bfl, body);
  const auto row = at.list(1)["captures"][0];
  CHECK(row["seq"] == 1);
  CHECK(row["target"] == "/hook?a=1");
  CHECK(row["provider"] == "bfl");
  CHECK(row["event"]["id"] == "gen_1");
  CHECK(row["answer"]["status"] == 200);
  const auto id = row["id"].get<std::string>();
  const auto view = at.inspector.object("/api/captures/" + id);
  CHECK(view["record"]["request"]["body"] == body);
  CHECK(view["attempts"].size() == 1);
  const auto answer = at.inspector.get("/api/captures/" + id + "/body");
  CHECK(answer.ends_with("\r\n\r\n" + std::string(body)));
  CHECK(answer.find("Content-Disposition: attachment; filename=\"capture-1.body\"\r\n") != answer.npos);
  CHECK(answer.find("Content-Type: application/octet-stream\r\n") != answer.npos);
  CHECK(at.inspector.object("/api/stats")["providers"]["bfl"] == 1);
  CHECK(at.listen.stop() == Ending{.code = 0});
}

TEST_CASE(
    "listen --inspect: nothing is answered without the token, and everything forbids what pages could do with it") {
  Inspected at;
  const auto ask = [&](std::string_view target, std::string_view lines) {
    return test::exchange(at.inspector.port(),
                          fmt::format("GET {} HTTP/1.1\r\n{}Connection: close\r\n\r\n", target, lines))
        .bytes;
  };
  const auto host = fmt::format("Host: 127.0.0.1:{}\r\n", at.inspector.port());
  for (const auto* target : {"/api/captures", "/api/stats", "/api/events", "/api/captures/1", "/api/nothing"}) {
    CAPTURE(target);
    CHECK(status_of(ask(target, host)) == "401");
    CHECK(status_of(ask(target, "Host: evil.example\r\n")) == "421");
  }
  for (const auto& answer : {ask("/", host), ask("/page/main.js", host), ask("/api/stats", host), ask("/nothing", host),
                             ask("/", "Host: evil.example\r\n")}) {
    CAPTURE(answer.substr(0, answer.find("\r\n")));
    for (const auto* line : {"Cache-Control: no-store\r\n", "X-Content-Type-Options: nosniff\r\n",
                             "Referrer-Policy: no-referrer\r\n", "frame-ancestors 'none'", "Connection: close\r\n"}) {
      CAPTURE(line);
      CHECK(answer.find(line) != answer.npos);
    }
    CHECK(answer.find("Access-Control") == answer.npos);
  }
  CHECK(status_of(ask("/", host)) == "200");
}

TEST_CASE("listen --inspect: a secret never reaches the page") {
  Inspected at({"--secret", "we-chose-this-secret"});
  post(at.listen.port(), "/hook", unsigned_bfl, body);
  const auto id = at.list(1)["captures"][0]["id"].get<std::string>();
  const auto check = at.inspector.object(fmt::format("/api/captures/{}/verdict", id));
  CHECK(check["verdict"]["state"] == "failed");
  CHECK(check["has_keys"] == true);
  CHECK(check["input"]["parts"][0]["text"] == body);
  CHECK(check["verdict"]["expected"].get<std::string>().ends_with("…"));
  for (const auto& target : {fmt::format("/api/captures/{}/verdict", id), fmt::format("/api/captures/{}", id),
                             std::string("/api/stats"), std::string("/")}) {
    CHECK(at.inspector.get(target).find("we-chose-this-secret") == std::string::npos);
  }
}

TEST_CASE("listen --inspect: a reader of events goes on behind the last one it saw") {
  Inspected at;
  for (int i = 0; i < 3; ++i) post(at.listen.port(), "/hook", unsigned_bfl, body);
  at.list(3);
  const RawClient reader(static_cast<std::uint16_t>(at.inspector.port()));
  reader.send(
      fmt::format("GET /api/events HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nX-Hookctl-Token: {}\r\nLast-Event-ID: 1\r\n\r\n",
                  at.inspector.port(), at.inspector.token()));
  const auto told = reader.receive_until(R"("seq":3,)");
  CHECK(told.find("Content-Type: text/event-stream\r\n") != told.npos);
  CHECK(told.find("id: 3\n") != told.npos);
  CHECK(told.find(R"("seq":1,)") == told.npos);
  CHECK(told.find(R"("seq":2,)") != told.npos);
  post(at.listen.port(), "/later", unsigned_bfl, body);
  CHECK(reader.receive_until("/later").find("/later") != std::string::npos);
  CHECK(at.listen.stop() == Ending{.code = 0});
}

TEST_CASE("listen --inspect: twenty tabs that read nothing keep nobody waiting") {
  Inspected at;
  std::vector<RawClient> tabs;
  for (int i = 0; i < 20; ++i) {
    tabs.emplace_back(static_cast<std::uint16_t>(at.inspector.port()), 2048);
    tabs.back().send(fmt::format("GET /api/events HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nX-Hookctl-Token: {}\r\n\r\n",
                                 at.inspector.port(), at.inspector.token()));
  }
  for (int i = 0; i < 200; ++i) CHECK(post(at.listen.port(), "/hook", unsigned_bfl, body).status == 200);
  CHECK(at.list(200)["total"] == 200);
  CHECK(at.listen.stop() == Ending{.code = 0});
}

TEST_CASE("listen --inspect: twenty tabs each hear of every delivery, and others are still served") {
  Inspected at;
  std::vector<RawClient> tabs;
  for (int i = 0; i < 20; ++i) {
    tabs.emplace_back(static_cast<std::uint16_t>(at.inspector.port()));
    tabs.back().send(fmt::format("GET /api/events HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nX-Hookctl-Token: {}\r\n\r\n",
                                 at.inspector.port(), at.inspector.token()));
    CHECK(tabs.back().receive_until(": hello").find("200 OK") != std::string::npos);
  }
  for (const auto* target : {"/first", "/second", "/third"}) {
    CHECK(post(at.listen.port(), target, unsigned_bfl, body).status == 200);
    for (const auto& tab : tabs) CHECK(tab.receive_until(target).find(target) != std::string::npos);
  }
  CHECK(at.inspector.object("/api/stats")["captures"] == 3);
  CHECK(at.listen.stop() == Ending{.code = 0});
}

TEST_CASE("listen --inspect: the answers of the running listener are changed by who may") {
  Inspected at({"--respond", "200"});
  const auto changed = at.inspector.change("/api/script", R"({"script":"503,204"})");
  CHECK(changed["script"] == "503,204");
  CHECK(post(at.listen.port(), "/hook", {}, body).status == 503);
  CHECK(post(at.listen.port(), "/hook", {}, body).status == 204);
  CHECK(at.list(2)["captures"][0]["answer"]["rule"] == "503,204");
  CHECK(at.inspector.change("/api/script", R"({"script":"oops"})")["type"] == "error");
  CHECK(at.inspector.change("/api/script", R"({"script":"app"})")["type"] == "error");
  const auto simple = test::exchange(
      at.inspector.port(),
      fmt::format(
          "POST /api/script HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nX-Hookctl-Token: {}\r\n"
          "Content-Type: application/json\r\nConnection: close\r\nContent-Length: 16\r\n\r\n{{\"script\":\"500\"}}",
          at.inspector.port(), at.inspector.token()));
  CHECK(status_of(simple.bytes) == "403");
  CHECK(at.inspector.object("/api/stats")["script"] == "503,204");
}

TEST_CASE("listen --inspect: a long body is taken only from who may send it, and nothing of one becomes a request") {
  Inspected at({"--respond", "200"});
  const auto who = fmt::format("Host: 127.0.0.1:{}\r\n", at.inspector.port());
  const auto stranger = test::exchange(
      at.inspector.port(), fmt::format("POST /api/script HTTP/1.1\r\n{}Content-Length: 1000000\r\n\r\n", who));
  CHECK(status_of(stranger.bytes) == "413");
  CHECK(stranger.bytes.find("X-Frame-Options: DENY\r\n") != std::string::npos);
  const auto hidden =
      fmt::format("GET /api/stats HTTP/1.1\r\n{}X-Hookctl-Token: {}\r\n\r\n", who, at.inspector.token());
  const auto refused =
      test::exchange(at.inspector.port(), fmt::format("POST /api/script HTTP/1.1\r\n{}Content-Length: {}\r\n\r\n{}"
                                                      "GET / HTTP/1.1\r\n{}Connection: close\r\n\r\n",
                                                      who, hidden.size(), hidden, who));
  CHECK(status_of(refused.bytes) == "401");
  CHECK(refused.bytes.find("HTTP/1.1 200 OK\r\nContent-Type: text/html") != std::string::npos);
  CHECK(refused.bytes.find(R"("type":"stats")") == std::string::npos);
  const auto changed =
      at.inspector.change("/api/script", "{\"script\":\"204\",\"x\":\"" + std::string(1'000'000, 'x') + "\"}");
  CHECK(changed["script"] == "204");
}

TEST_CASE("inspect: a capture is replayed to the app that the command line names, and to no other") {
  Inspected recorded;
  post(recorded.listen.port(), "/hook", {}, "a\r\nbody");
  recorded.list(1);
  recorded.listen.stop();
  ListenProcess app(recorded.home, {"--json", "-o", "app.jsonl"});
  Process process(hookctl(recorded.home, {"inspect", "--json", "--to", app.url("")}));
  const auto ready = process.read_line(Millis{10'000});
  REQUIRE(ready);
  const InspectorClient inspector(Json::parse(*ready).at("inspector").get<std::string>());
  Json list;
  do {
    list = inspector.object("/api/captures");
  } while (list["total"] != 1);
  const auto id = list["captures"][0]["id"].get<std::string>();
  const auto replayed = inspector.change("/api/replay", fmt::format(R"({{"id":"{}"}})", id));
  CHECK(replayed["attempts"][0]["status"] == 200);
  CHECK(app.next("capture")["request"]["body"] == "a\r\nbody");
  const auto edited = inspector.change("/api/replay", fmt::format(R"({{"id":"{}","body":"\u00fc 1.10"}})", id));
  CHECK(edited["summary"]["passed"] == 1);
  CHECK(app.next("capture")["request"]["body"] == "ü 1.10");
  const auto elsewhere =
      inspector.change("/api/replay", fmt::format(R"({{"id":"{}","to":"http://127.0.0.1:1/"}})", id));
  CHECK(elsewhere["message"] == "the command line does not name that app");
  CHECK(inspector.change("/api/script", R"({"script":"500"})")["type"] == "error");
  process.send_signal(SIGINT);
  CHECK(process.wait(Millis{10'000}) == Ending{.code = 0});
}

TEST_CASE("inspect: what is wrong with the command line is said, with the code that is due") {
  const Folder home;
  home.write("captures.jsonl", "");
  ListenProcess other(home, {"--json", "-o", "other.jsonl"});
  struct Case {
    std::vector<std::string> words;
    int exit;
    std::string_view says;
  };
  const std::vector<Case> cases{
      {{"inspect", "missing.jsonl"}, 2, "cannot read capture log 'missing.jsonl': no such file"},
      {{"inspect", "--to", "http://example.com"}, 2, "example.com is neither this machine nor a private network"},
      {{"inspect", "--port", std::to_string(other.port())}, 3, "the inspector cannot have port"},
      {{"listen", "--port", "0", "--inspect", std::to_string(other.port())}, 3, "the inspector cannot have port"},
      {{"listen", "--inspect", "x"}, 2, "--inspect"},
  };
  for (const auto& [words, exit, says] : cases) {
    const auto finished = run(hookctl(home, words));
    CAPTURE(finished.err);
    CHECK(finished.exit == exit);
    CHECK(finished.err.find(says) != std::string::npos);
  }
}

}  // namespace hookctl::test
