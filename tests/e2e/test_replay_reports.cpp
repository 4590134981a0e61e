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
