#include <doctest/doctest.h>
#include <fmt/format.h>
#include <sys/socket.h>

#include <atomic>
#include <csignal>
#include <optional>

#include "support/command.h"
#include "support/files.h"
#include "support/http_client.h"
#include "support/json_lines.h"
#include "support/listen_process.h"
#include "support/recorded_log.h"
#include "support/scripted_server.h"

namespace hookctl::test {
namespace {

/// Runs a replay of the log's captures and says what came of each line that counts: `control ok`, `stale FAILED`.
std::vector<std::string> judged(const std::string& out) {
  std::vector<std::string> lines;
  for (const auto& attempt : json_lines(out, "attempt")) {
    if (!attempt["ok"].is_null() && attempt["ok"] == false) lines.push_back(attempt.value("forgery", ""));
  }
  return lines;
}

}  // namespace

TEST_CASE("replay --write-jwks: what is signed with the throw-away key verifies with the keys that were written") {
  const RecordedLog log(1);
  const ScriptedServer nobody({reply(response(200, ""))});
  const auto written = log.replay({"hooks.jsonl", "--to", nobody.url("/"), "--provider", "discord", "--sign",
                                   "--dry-run", "--write-jwks", "keys.json"});
  CHECK(written.exit == 0);
  ListenProcess app(log.home, {"--require-valid", "--provider", "discord", "--jwks", "keys.json", "-o", "app.jsonl"});
  const auto run_against = [&](const std::vector<std::string>& more) {
    return log.replay(joined({"hooks.jsonl", "--to", app.url("/hook"), "--provider", "discord", "--sign"}, more));
  };
  CHECK(run_against({"--serve-jwks", "0"}).exit == 0);
  CHECK(run_against({"--serve-jwks", "0", "--seed", "1"}).exit == 1);
  const auto again = run_against({"--write-jwks", "keys.json"});
  CHECK(again.exit == 2);
  CHECK(again.err.find("--write-jwks") != again.err.npos);
}

TEST_CASE("replay --serve-jwks: the keys are served as long as the run lasts") {
  const RecordedLog log(1);
  const ScriptedServer slow({stall("")});
  Process run(hookctl(log.home, {"replay", "hooks.jsonl", "--to", slow.url("/"), "--provider", "discord", "--sign",
                                 "--serve-jwks", "0", "--json"}));
  const auto said = run.read_error_line(Millis{10'000});
  REQUIRE(said);
  const std::string before = "hookctl: keys are served at http://127.0.0.1:";
  REQUIRE(said->starts_with(before));
  const auto port = std::stoi(said->substr(before.size()));
  const auto keys = exchange(port, "GET /jwks.json HTTP/1.1\r\nHost: me\r\nConnection: close\r\n\r\n").bytes;
  CHECK(keys.find("\"kty\":\"OKP\"") != keys.npos);
  CHECK(keys.find("\"kid\":\"hookctl\"") != keys.npos);
  CHECK(exchange(port, "GET / HTTP/1.1\r\nHost: me\r\nConnection: close\r\n\r\n").bytes.starts_with("HTTP/1.1 404"));
  run.send_signal(SIGTERM);
  CHECK(run.wait(Millis{10'000}) == Ending{.code = 143});
}

TEST_CASE("replay --serve-jwks: what is signed with a shared secret, or not at all, has no keys to publish") {
  const RecordedLog log(1);
  for (const auto& how :
       std::vector<std::vector<std::string>>{{"--provider", "bfl", "--sign"}, {"--provider", "discord"}}) {
    const auto refused = log.replay(joined({"hooks.jsonl", "--to", "http://127.0.0.1:9", "--serve-jwks", "0"}, how));
    CHECK(refused.exit == 2);
    CHECK(refused.err.find("keys") != refused.err.npos);
  }
}

TEST_CASE("replay --forge old-key-removed: a receiver that still takes an old secret is found") {
  const RecordedLog log(1);
  log.home.write("new", "the-new-secret");
  log.home.write("old", "the-old-secret\n");
  struct Case {
    std::vector<std::string> knows;
    std::vector<std::string> wrong;
  };
  const Case cases[] = {{{"--secret-file", "new"}, {}},
                        {{"--secret-file", "new", "--secret-file", "old"}, {"old-key-removed"}}};
  for (const auto& [knows, wrong] : cases) {
    ListenProcess app(log.home, joined({"--require-valid", "--provider", "bfl", "-o", "app.jsonl"}, knows));
    const auto run = log.replay({"hooks.jsonl", "--to", app.url("/hook"), "--forge", "old-key-removed", "--secret-file",
                                 "new", "--old-secret-file", "old", "--json"});
    CHECK(judged(run.out) == wrong);
    CHECK(run.exit == (wrong.empty() ? 0 : 1));
  }
}

TEST_CASE("replay --forge http: a strict receiver is as it must be, one that answers 200 to anything is found") {
  const RecordedLog log(1);
  log.home.write("secret", "a-secret");
  const std::vector<std::string> how{"--forge", "http", "--secret-file", "secret", "--json"};
  ListenProcess app(log.home, {"--require-valid", "--provider", "bfl", "--secret-file", "secret", "-o", "app.jsonl"});
  const auto strict = log.replay(joined({"hooks.jsonl", "--to", app.url("/hook")}, how));
  CHECK(judged(strict.out).empty());
  CHECK(strict.exit == 0);
  CHECK(json_lines(strict.out, "attempt").size() > 40);

  const ScriptedServer lax({[](Peer& peer) {
    peer.send(response(200, ""));
    peer.wait();
  }});
  const auto found = log.replay(joined({"hooks.jsonl", "--to", lax.url("/hook")}, how));
  CHECK(found.exit == 1);
  CHECK(judged(found.out).size() == 26);

  const ScriptedServer closing({reply(response(200, "")), [](Peer& peer) {
                                  char byte = 0;
                                  ::recv(peer.socket(), &byte, 1, 0);
                                }});
  const auto closed = log.replay(joined({"hooks.jsonl", "--to", closing.url("/hook")}, how));
  const auto attempts = json_lines(closed.out, "attempt");
  REQUIRE(attempts.size() > 2);
  CHECK(attempts[1]["forgery"] == "http-length-and-chunks");
  CHECK(attempts[1]["outcome"] == "refused");
  CHECK(attempts[1]["ok"] == true);
}

TEST_CASE("replay --edit: what the editor saved is sent, and a newline that it added at the end is no change") {
  struct Case {
    std::string editor;
    std::string body;
  };
  const Case cases[] = {
      {"true", R"({"id": "gen_1", "status": "Ready", "cost": 1.10})"},
      {R"(sh -c 'echo >> "$1"' sh)", R"({"id": "gen_1", "status": "Ready", "cost": 1.10})"},
      {"sed -i s/Ready/Error/", R"({"id": "gen_1", "status": "Error", "cost": 1.10})"},
  };
  for (const auto& [editor, body] : cases) {
    CAPTURE(editor);
    const RecordedLog log(1);
    const ScriptedServer server({reply(response(200, ""))});
    auto program = hookctl(log.home, {"replay", "hooks.jsonl", "--to", server.url("/"), "--edit"});
    program.environment["EDITOR"] = editor;
    CHECK(run(program).exit == 0);
    REQUIRE(server.requests().size() == 1);
    CHECK(server.requests()[0].ends_with("\r\n\r\n" + body));
  }
}

TEST_CASE("replay --edit: without an editor, with one that fails, or for several captures, nothing is sent") {
  const RecordedLog log(2);
  const ScriptedServer server({reply(response(200, ""))});
  struct Case {
    std::string which;
    std::optional<std::string> editor;
    std::string said;
  };
  for (const auto& [which, editor, said] : {Case{"hooks.jsonl#1", std::nullopt, "EDITOR"},
                                            {"hooks.jsonl#1", "false", "the editor failed"},
                                            {"hooks.jsonl", "true", "--edit is for one capture"}}) {
    CAPTURE(said);
    auto program = hookctl(log.home, {"replay", which, "--to", server.url("/"), "--edit"});
    program.environment["EDITOR"] = editor;
    program.environment["VISUAL"] = std::nullopt;
    const auto refused = run(program);
    CHECK(refused.exit == 2);
    CHECK(refused.err.find(said) != refused.err.npos);
  }
  CHECK(server.requests().empty());
}

TEST_CASE("replay: headers and targets that would break out of their line are refused before connecting") {
  const RecordedLog log(1);
  const ScriptedServer server({reply(response(200, ""))});
  log.home.write("target.http", Bytes("POST /a\x01b HTTP/1.1\nHost: h\n\n"));
  const std::vector<std::vector<std::string>> cases{
      {"hooks.jsonl", "-H", "X-A: a\r\nEvil: 1"},
      {"hooks.jsonl", "-H", "X-A: a\nEvil: 1"},
      {"hooks.jsonl", "-H", "X-A\r\nEvil: 1"},
      {"hooks.jsonl", "-H", "X A: 1"},
      {"hooks.jsonl", "-H", "Evil\x01: 1"},
      {"hooks.jsonl", "--id", "a\r\nEvil: 1", "--sign", "--provider", "standard-webhooks", "--secret-file", "secret"},
      {"target.http"},
  };
  log.home.write("secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  for (const auto& arguments : cases) {
    CAPTURE(arguments.back());
    CHECK(log.replay(joined(arguments, {"--to", server.url("/")})).exit == 2);
  }
  for (const std::string path : {"/a b", "/a\r\nEvil: 1", "/a\tb"}) {
    CAPTURE(path);
    CHECK(log.replay({"hooks.jsonl", "--to", server.url(path)}).exit == 2);
  }
  CHECK(server.requests().empty());
}

TEST_CASE("replay --keep-alive: requests share connections, and without it each has its own") {
  const RecordedLog log(6);
  const auto connections = [&](const std::vector<std::string>& how) {
    std::atomic<int> count = 0;
    const ScriptedServer server({[&](Peer& peer) {
      ++count;
      for (int i = 0; i < 6; ++i) {
        peer.read_request();
        if (!peer.send(response(200, "ok"))) return;
      }
    }});
    CHECK(log.replay(joined({"hooks.jsonl", "--to", server.url("/")}, how)).exit == 0);
    return count.load();
  };
  CHECK(connections({}) == 6);
  // The first one knocks on a connection of its own.
  CHECK(connections({"--keep-alive"}) <= 2);
}

TEST_CASE("replay --keep-alive: a connection that the endpoint closed is not used again") {
  const RecordedLog log(4);
  const ScriptedServer server({reply("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")});
  CHECK(log.replay({"hooks.jsonl", "--to", server.url("/"), "--keep-alive"}).exit == 0);
  CHECK(server.requests().size() == 4);
}

}  // namespace hookctl::test
