#include <doctest/doctest.h>
#include <fmt/format.h>

#include "base/text.h"
#include "support/command.h"
#include "support/http_client.h"
#include "support/json_lines.h"
#include "support/listen_process.h"

namespace hookctl::test {
namespace {

/// A log of three captures: a delivery of bfl, its retry, and something that nobody knows.
void make_log(const Folder& home) {
  ListenProcess listen(home, {"--json", "--count", "3", "--respond", "500,200"});
  const Bytes body = R"({"id":"gen_1","status":"Ready"})";
  const Headers bfl{{"X-BFL-Signature", "sha256=" + std::string(64, '0')}};
  post(listen.port(), "/hook?x=1", bfl, body);
  post(listen.port(), "/hook?x=1", bfl, body);
  post(listen.port(), "/other", {}, Bytes("\xff\0\x1b[31m", 7));
  listen.wait();
}

}  // namespace

TEST_CASE("captures list: one capture a line, with the word for its verdict and its answer") {
  const Folder home;
  make_log(home);
  for (const auto& arguments : {std::vector<std::string>{"captures", "list"}, {"captures", "list", "captures.jsonl"}}) {
    const auto listed = run(hookctl(home, arguments));
    CHECK(listed.exit == 0);
    const auto lines = split(listed.out, '\n');
    REQUIRE(lines.size() == 4);
    CHECK(lines[0].starts_with("#1 "));
    CHECK(lines[0].find("POST /hook?x=1") != lines[0].npos);
    CHECK(lines[0].find("bfl gen_1") != lines[0].npos);
    CHECK(lines[0].find("unattempted") != lines[0].npos);
    CHECK(lines[0].ends_with("-> 500"));
    CHECK(lines[1].ends_with("-> 200"));
    CHECK(lines[2].find("unknown provider") != lines[2].npos);
  }
}

TEST_CASE("captures list --filter: only captures for which the condition holds") {
  const Folder home;
  make_log(home);
  struct Case {
    std::string condition;
    std::size_t lines;
  };
  for (const auto& [condition, lines] : {Case{"provider=bfl", 2}, {"answer=500", 1}, {"path=/other", 1}, {"id=x", 0}}) {
    CAPTURE(condition);
    const auto listed = run(hookctl(home, {"captures", "list", "--filter", condition}));
    CHECK(listed.exit == 0);
    CHECK(split(listed.out, '\n').size() == lines + 1);
  }
  const auto wrong = run(hookctl(home, {"captures", "list", "--filter", "statsu=failed"}));
  CHECK(wrong.exit == 2);
  CHECK(wrong.err.find("did you mean 'status'?") != wrong.err.npos);
}

TEST_CASE("captures list --json: the records without their bodies") {
  const Folder home;
  make_log(home);
  const auto records = json_lines(run(hookctl(home, {"captures", "list", "--json"})).out, "capture");
  REQUIRE(records.size() == 3);
  CHECK(records[1]["v"] == 1);
  CHECK(records[1]["seq"] == 2);
  CHECK(records[1]["event"]["attempt"] == 2);
  CHECK(records[1]["request"]["size"] == 31);
  CHECK(records[1]["request"].count("body") == 0);
}

TEST_CASE("captures show: what was found, and the request as it came") {
  const Folder home;
  make_log(home);
  const auto shown = run(hookctl(home, {"captures", "show", "captures.jsonl#2"}));
  CHECK(shown.exit == 0);
  CHECK(shown.out.starts_with("capture  #2  "));
  CHECK(shown.out.find("event    bfl gen_1  subject gen_1  status succeeded (Ready)  attempt 2\n") != shown.out.npos);
  CHECK(shown.out.find("answer   200\n") != shown.out.npos);
  CHECK(shown.out.find("\nPOST /hook?x=1 HTTP/1.1\nHost: 127.0.0.1:") != shown.out.npos);
  CHECK(shown.out.ends_with("\n\n{\"id\":\"gen_1\",\"status\":\"Ready\"}\n"));
}

TEST_CASE("captures show: bytes that are no text stay off the screen, and stand in the JSON") {
  const Folder home;
  make_log(home);
  const auto shown = run(hookctl(home, {"captures", "show", "#3"}));
  CHECK(shown.out.find('\x1b') == shown.out.npos);
  CHECK(shown.out.find("7 B of bytes that are not text") != shown.out.npos);
  const auto record = json_lines(run(hookctl(home, {"captures", "show", "#3", "--json"})).out).at(0);
  CHECK(record["request"]["body_b64"] == "/wAbWzMxbQ==");
}

TEST_CASE("captures show: a capture is named by its number or its id") {
  const Folder home;
  make_log(home);
  const auto of = [&](const std::string& name) {
    return json_lines(run(hookctl(home, {"captures", "show", name, "--json"})).out).at(0);
  };
  const std::string id = of("captures.jsonl#2")["id"];
  const std::vector<std::string> names{"#2", "captures.jsonl#2", "#" + id, "captures.jsonl#" + id};
  for (const auto& name : names) {
    CAPTURE(name);
    CHECK(of(name)["seq"] == 2);
  }
}

TEST_CASE("captures show: the start of an id is enough where only one capture has it") {
  const Folder home;
  ListenProcess listen(home, {"--json", "--count", "1"});
  post(listen.port(), "/hook", {}, "one");
  listen.wait();
  const auto record = json_lines(run(hookctl(home, {"captures", "show", "#1", "--json"})).out).at(0);
  const std::string id = record["id"];
  for (const auto& name : {"#" + id.substr(0, 25), "captures.jsonl#" + id.substr(0, 12)}) {
    CAPTURE(name);
    CHECK(json_lines(run(hookctl(home, {"captures", "show", name, "--json"})).out).at(0) == record);
  }
}

TEST_CASE("captures: what is not there is said") {
  struct Case {
    std::vector<std::string> arguments;
    std::string said;
  };
  const Case cases[] = {{{"captures", "show", "captures.jsonl#9"}, "9"},
                        {{"captures", "show", "none.jsonl#1"}, "none.jsonl"},
                        {{"captures", "list", "none.jsonl"}, "none.jsonl"},
                        {{"captures", "shwo"}, "show"}};
  const Folder home;
  make_log(home);
  for (const auto& [arguments, said] : cases) {
    CAPTURE(said);
    const auto finished = run(hookctl(home, arguments));
    CHECK(finished.exit == 2);
    CHECK(finished.out.empty());
    CHECK(finished.err.find(said) != finished.err.npos);
  }
}

}  // namespace hookctl::test
