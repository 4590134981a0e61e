#include <doctest/doctest.h>
#include <fmt/format.h>

#include <filesystem>
#include <string>

#include "support/command.h"
#include "support/files.h"
#include "support/joined.h"
#include "support/json_lines.h"
#include "support/listen_process.h"
#include "support/recorded_log.h"
#include "support/scripted_server.h"

namespace hookctl::test {
namespace {

/// A folder whose `hooks.jsonl` holds signed deliveries of a provider; the secret is in `secret`.
struct Recording {
  Recording() {
    home.write("secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    ListenProcess listen(home, {"--count", "2", "-o", "hooks.jsonl", "--secret-file", "secret"});
    deliver(listen, "bfl", "/bfl");
    deliver(listen, "standard-webhooks", "/sw?x=1");
    listen.wait();
  }

  void deliver(const ListenProcess& listen, const std::string& provider, const std::string& path) const {
    const auto sent = call({"simulate", "--to", listen.url(path), "--provider", provider, "--secret-file", "secret"});
    CHECK(sent.exit == 0);
  }

  Finished call(const std::vector<std::string>& arguments) const { return run(hookctl(home, arguments)); }

  Folder home = {};
};

std::string fixture(const std::string& members, const std::string& expect) {
  return fmt::format(R"({{"v":1,"type":"fixture","request":{{"method":"POST","target":"/",{}}},"expect":{}}})", members,
                     expect);
}

}  // namespace

TEST_CASE("fixtures: a folder made of captures is signed anew and verifies, the bodies to the byte") {
  const Recording recording;
  const auto made = recording.call({"fixture", "make", "hooks.jsonl", "-o", "hooks"});
  CAPTURE(made.err);
  CHECK(made.exit == 0);
  CHECK(made.err.find("*.hook.json text eol=lf") != made.err.npos);
  ListenProcess app(recording.home,
                    {"--json", "--require-valid", "-o", "app.jsonl", "--secret-file", "secret", "--count", "2"});
  const auto sent = recording.call({"replay", "hooks/", "--to", app.url("/"), "--secret-file", "secret", "--json"});
  CAPTURE(sent.out);
  CHECK(sent.exit == 0);
  const auto captured = json_lines(read_file(recording.home.file("hooks.jsonl")), "capture");
  for (std::size_t i = 0; i < 2; ++i) {
    const auto received = app.next("capture");
    CHECK(received["verdict"]["state"] == "verified");
    CHECK(received["request"]["sha256"] == captured.at(i)["request"]["sha256"]);
    CHECK(received["request"]["target"] == captured.at(i)["request"]["target"]);
  }
}

TEST_CASE("fixtures: conditions hold of their events as of captures") {
  const Recording recording;
  CHECK(recording.call({"fixture", "make", "hooks.jsonl", "-o", "hooks"}).exit == 0);
  const auto chosen = [&](const std::string& condition) {
    const auto dry = recording.call({"replay", "hooks", "--to", "http://localhost:1", "--secret-file", "secret",
                                     "--filter", condition, "--dry-run", "--json"});
    return json_lines(dry.out, "request").size();
  };
  CHECK(chosen("status=succeeded") == 1);
  CHECK(chosen("provider=standard-webhooks") == 1);
  CHECK(chosen("path=/bfl|/sw") == 2);
  CHECK(chosen("status=failed") == 0);
}

TEST_CASE("fixtures: one is not overwritten unless that is asked, and --keep-signature keeps what came") {
  const Recording recording;
  CHECK(recording.call({"fixture", "make", "hooks.jsonl#1", "-o", "a.hook.json"}).exit == 0);
  const auto again = recording.call({"fixture", "make", "hooks.jsonl#2", "-o", "a.hook.json"});
  CHECK(again.exit == 2);
  CHECK(again.err.find("--replace") != again.err.npos);
  CHECK(
      recording.call({"fixture", "make", "hooks.jsonl#1", "-o", "a.hook.json", "--replace", "--keep-signature"}).exit ==
      0);
  CHECK(read_file(recording.home.file("a.hook.json")).find("X-BFL-Signature: sha256=") != std::string::npos);
  CHECK(recording.call({"fixture", "make", "hooks.jsonl", "-o", "b.hook.json"}).exit == 2);
}

TEST_CASE("fixtures: headers of proxies and credentials are left out and named, what looks like a blank stays text") {
  const Folder home;
  ListenProcess listen(home, {"--count", "1", "-o", "hooks.jsonl", "--keep-credentials"});
  const auto sent = run(
      {.argv = {"curl", "-s", "-g", "-H", "X-Forwarded-For: 192.0.2.1", "-H", "CF-Ray: 1", "-H",
                "Authorization: Bearer abc", "-H", "X-Own: {{env:HOME}}", "-d", "{{now}}", listen.url("/{{uuid}}")}});
  CHECK(sent.exit == 0);
  listen.wait();
  const auto made = run(hookctl(home, {"fixture", "make", "hooks.jsonl", "-o", "a.hook.json"}));
  CAPTURE(made.err);
  CHECK(made.exit == 0);
  CHECK(made.err.find("without X-Forwarded-For, CF-Ray, Authorization\n") != made.err.npos);
  const auto text = read_file(home.file("a.hook.json"));
  CHECK(text.find("Bearer") == text.npos);
  const ScriptedServer app({reply(response(200, ""))});
  CHECK(run(hookctl(home, {"replay", "a.hook.json", "--to", app.url("")})).exit == 0);
  REQUIRE(app.requests().size() == 1);
  const auto request = app.requests()[0];
  CHECK(request.starts_with("POST /{{uuid}} "));
  CHECK(request.find("X-Own: {{env:HOME}}\r\n") != request.npos);
  CHECK(request.ends_with("\r\n\r\n{{now}}"));
}

TEST_CASE("fixtures: each is judged by what it expects, and options on the command line count for all") {
  const Folder home;
  home.write("hooks/a.hook.json", fixture(R"("text":["{{env:WHO}} {{now}}"])", R"({"status":"404"})"));
  home.write("hooks/b.hook.json", fixture(R"("text":["b"])", R"({"status":"2xx,404","body":"^gone"})"));
  home.write("hooks/c.hook.json", fixture(R"("text":["c"])", R"({})"));
  const ScriptedServer app({reply(response(404, "gone"))});
  auto program = hookctl(home, {"replay", "hooks", "--to", app.url(""), "--json", "--report", "junit=out.xml"});
  CHECK(run(program).exit == 2);
  program.environment["WHO"] = "me";
  const auto sent = run(program);
  CHECK(sent.exit == 1);
  const auto attempts = json_lines(sent.out, "attempt");
  REQUIRE(attempts.size() == 3);
  CHECK(attempts[0]["capture"] == "a");
  CHECK(attempts[0]["file"] == "hooks/a.hook.json");
  CHECK(attempts[0]["ok"] == true);
  CHECK(attempts[1]["ok"] == true);
  CHECK(attempts[2]["ok"] == false);
  CHECK(app.requests()[0].find("\r\n\r\nme 1") != std::string::npos);
  const auto junit = read_file(home.file("out.xml"));
  CHECK(junit.find("<testsuite name=\"hooks\" tests=\"3\" failures=\"1\"") != junit.npos);
  program.argv.insert(program.argv.end(), {"--expect", "4xx"});
  CHECK(run(program).exit == 0);
}

TEST_CASE("fixtures: a file beside one is served while the replay runs, and no file from elsewhere") {
  const Folder home;
  home.write("hooks/pictures/cat 1.png", "not a picture");
  home.write("hooks/a.hook.json", fixture(R"("text":["{{asset:pictures/cat 1.png}}"])", "{}"));
  std::string fetched;
  const ScriptedServer* self = nullptr;
  const ScriptedServer app({[&](Peer& peer) {
    peer.read_request();
    const auto request = self->requests().back();
    fetched = run({.argv = {"curl", "-s", "-i", request.substr(request.find("\r\n\r\n") + 4)}}).out;
    peer.send(response(200, ""));
  }});
  self = &app;
  CHECK(run(hookctl(home, {"replay", "hooks", "--to", app.url("")})).exit == 0);
  CHECK(fetched.find("Content-Type: image/png") != fetched.npos);
  CHECK(fetched.ends_with("not a picture"));
  home.write("hooks/a.hook.json", fixture(R"("text":["{{asset:../secret}}"])", "{}"));
  const auto outside = run(hookctl(home, {"replay", "hooks", "--to", app.url("")}));
  CHECK(outside.exit == 2);
  CHECK(outside.err.find("leaves the folder of the fixture") != outside.err.npos);
}

TEST_CASE("fixtures: check finds what was changed, and what does not belong into a repository") {
  const Recording recording;
  CHECK(recording.call({"fixture", "make", "hooks.jsonl", "-o", "hooks"}).exit == 0);
  const auto fit = recording.call({"fixture", "check", "hooks"});
  CHECK(fit.exit == 0);
  CHECK(fit.out.starts_with("ok      hooks/bfl-"));

  const auto key = "sk_live_" + std::string(24, 'a');
  recording.home.write("hooks/key.hook.json", fixture(fmt::format(R"("text":["{}"])", key), "{}"));
  recording.home.write("hooks/changed.hook.json", fixture(R"("text":["a"],"sha256":"00")", "{}"));
  const auto found = recording.call({"fixture", "check", "hooks"});
  CHECK(found.exit == 1);
  CHECK(found.out.find("FAILED  hooks/key.hook.json\n        body: looks like a live key of Stripe\n") !=
        found.out.npos);
  CHECK(found.out.find("request/sha256 is that of another body") != found.out.npos);
  CHECK(found.out.find(key) == found.out.npos);
  const auto machine = json_lines(recording.call({"fixture", "check", "hooks", "--json"}).out, "fixture");
  REQUIRE(machine.size() == 4);
  CHECK(machine[0]["ok"] == true);
  CHECK(machine[1]["ok"] == false);
  REQUIRE(machine[2]["findings"].size() == 1);
  CHECK(machine[2]["findings"][0]["where"] == "body");
  CHECK(recording.call({"fixture", "check", "nowhere"}).exit == 2);
}

TEST_CASE("fixtures: redaction replaces values, and what was signed is signed anew with a secret for tests") {
  const Recording recording;
  recording.home.write("test-secret", "a secret for tests");
  const auto call = [&](const std::string& capture, const std::vector<std::string>& options) {
    CHECK(recording.call(joined({"fixture", "make", capture, "-o", "a.hook.json", "--replace"}, options)).exit == 0);
    return recording.call(
        {"fixture", "redact", "a.hook.json", "json:/id", "json:/no", "--in-place", "--secret-file", "test-secret"});
  };
  for (const std::vector<std::string>& options : {std::vector<std::string>{}, {"--keep-signature"}}) {
    const auto redacted = call("hooks.jsonl#1", options);
    CHECK(redacted.exit == 0);
    CHECK(redacted.err == "hookctl: warning: json:/no names nothing in it\n");
    const auto text = read_file(recording.home.file("a.hook.json"));
    CHECK(text.find("\"id\": \"redacted-") != text.npos);
    CHECK((text.find("{{sign}}") != text.npos) == options.empty());
    ListenProcess app(recording.home, {"--json", "-o", "app.jsonl", "--secret-file", "test-secret"});
    const auto sent = recording.call({"replay", "a.hook.json", "--to", app.url("/"), "--secret-file", "test-secret"});
    CHECK(sent.exit == 0);
    CHECK(app.next("capture")["verdict"]["state"] == "verified");
    recording.call({"fixture", "check", "a.hook.json"});
  }
}

}  // namespace hookctl::test
