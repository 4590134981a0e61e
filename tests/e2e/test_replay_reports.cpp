#include <doctest/doctest.h>

#include <chrono>
#include <csignal>
#include <string>

#include "support/files.h"
#include "support/json_lines.h"
#include "support/recorded_log.h"
#include "support/scripted_server.h"

namespace hookctl::test {

using namespace std::chrono_literals;
using namespace std::string_literals;

TEST_CASE("replay: reports are written, and on GitHub Actions a summary and annotations, too, without secrets") {
  const RecordedLog recorded(2);
  recorded.home.write("secret", "s3cret-s3cret");
  recorded.home.write("summary.md", "before\n");
  const ScriptedServer app({reply(response(200, "ok")), reply(response(500, "the secret is s3cret-s3cret"))});
  auto program =
      hookctl(recorded.home, {"replay", "hooks.jsonl", "--to", app.url(""), "--sign", "--secret-file", "secret",
                              "--report", "junit=out.xml", "--report", "html=out.html", "--report", "markdown=out.md"});
  program.environment["GITHUB_ACTIONS"] = "true";
  program.environment["GITHUB_STEP_SUMMARY"] = recorded.home.file("summary.md");
  const auto sent = run(program);
  CHECK(sent.exit == 1);
  CHECK(sent.err.starts_with("::error file=hooks.jsonl,title=webhook #2::#2 at http://127.0.0.1:"));
  const auto summary = read_file(recorded.home.file("summary.md"));
  CHECK(summary.starts_with("before\n### hookctl replay\n\n1 passed, 1 failed, 0 unknown\n"));
  CHECK(read_file(recorded.home.file("out.md")) == summary.substr(7));
  for (const std::string file : {"out.xml", "out.html", "out.md"}) {
    CAPTURE(file);
    const auto text = read_file(recorded.home.file(file));
    CHECK(text.find("answered 500, 2xx expected") != text.npos);
    CHECK(text.find("s3cret") == text.npos);
  }
  CHECK(read_file(recorded.home.file("out.xml")).find("the secret is ***") != std::string::npos);
}

namespace {

/// What the schema says of a JUnit report: 0 when it is valid.
Finished validated(const Folder& home, const std::string& report) {
  return run({.argv = {"xmllint", "--noout", "--nonet", "--schema", HOOKCTL_SOURCE_DIR "/tests/support/junit.xsd",
                       home.file(report)}});
}

}  // namespace

TEST_CASE("replay: a JUnit report is valid by the schema that CI systems agree on, whatever an endpoint answers") {
  const RecordedLog recorded(6);
  const auto hostile =
      "]]></failure><x a=\"'&amp;&#0;\x00\x01\x1b[31m\x7f\xc2\x85\xff\xed\xa0\x80\xef\xbf\xbf<!-- <![CDATA["s;
  const ScriptedServer app({reply(response(500, hostile)),
                            reply("HTTP/1.1 404 " + Bytes(300, '<') + "\r\n\r\n" + hostile), reply(hostile), reset(),
                            stall("HTTP/1.1 200 OK\r\n"), reply(response(200, hostile))});
  const auto sent = recorded.replay({"hooks.jsonl", "--to", app.url("/a&b"), "--deadline", "400ms", "--report",
                                     "junit=out.xml", "--expect-body", "<&\"'>"});
  CHECK(sent.exit == 1);
  const auto checked = validated(recorded.home, "out.xml");
  CHECK_MESSAGE(checked.exit == 0, checked.err);
  const auto forged = recorded.replay({"hooks.jsonl#1", "--to", app.url(""), "--forge", "missing,empty,stale",
                                       "--secret", "a<b", "--report", "junit=forged.xml"});
  CHECK(forged.exit == 1);
  CHECK(validated(recorded.home, "forged.xml").exit == 0);
}

TEST_CASE("replay: the schema of JUnit reports can say no") {
  const Folder home;
  home.write("count.xml", "<testsuites name=\"x\" tests=\"one\" failures=\"0\" errors=\"0\" time=\"0\"/>");
  home.write("good.xml", "<testsuites name=\"x\" tests=\"1\" failures=\"0\" errors=\"0\" time=\"0\"/>");
  CHECK(validated(home, "count.xml").exit != 0);
  CHECK(validated(home, "good.xml").exit == 0);
}

TEST_CASE("replay: a report that cannot be written is said before anything is sent") {
  const RecordedLog recorded(1);
  const ScriptedServer app({reply(response(200, "ok"))});
  CHECK(recorded.replay({"hooks.jsonl", "--to", app.url(""), "--report", "junit=no/such/folder.xml"}).exit == 3);
  const auto unknown = recorded.replay({"hooks.jsonl", "--to", app.url(""), "--report", "junti=a.xml"});
  CHECK(unknown.exit == 2);
  CHECK(unknown.err.find("did you mean 'junit'?") != unknown.err.npos);
  CHECK(recorded.replay({"hooks.jsonl", "--to", app.url(""), "--report", "html"}).exit == 2);
  CHECK(app.requests().empty());
}

TEST_CASE("replay: what is stopped tells of what was under way, and that nobody knows how it ended") {
  const RecordedLog recorded(1);
  const ScriptedServer app({stall("")});
  Process sending(hookctl(recorded.home, {"replay", "hooks.jsonl", "--to", app.url(""), "--duplicate", "3",
                                          "--concurrency", "2", "--json", "--report", "junit=out.xml"}));
  const auto give_up = std::chrono::steady_clock::now() + 10s;
  while (app.requests().size() < 2 && std::chrono::steady_clock::now() < give_up) sending.read_line(10ms);
  sending.send_signal(SIGINT);
  CHECK(sending.wait(5s).code == 130);
  const auto attempts = json_lines(sending.out(), "attempt");
  REQUIRE(attempts.size() == 2);
  CHECK(attempts[0]["outcome"] == "unknown");
  CHECK(json_lines(sending.out(), "summary")[0]["stopped"] == true);
  CHECK(read_file(recorded.home.file("out.xml")).find("errors=\"2\"") != std::string::npos);
}

}  // namespace hookctl::test
