#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "support/command.h"
#include "support/deaf_port.h"
#include "support/joined.h"
#include "support/json_lines.h"
#include "support/listen_process.h"
#include "support/recorded_log.h"
#include "support/scripted_server.h"

namespace hookctl::test {
namespace {

using namespace std::chrono_literals;

std::string first_line(const std::string& request) { return request.substr(0, request.find("\r\n")); }

std::vector<std::string> targets(const std::vector<std::string>& requests) {
  std::vector<std::string> lines;
  for (const auto& request : requests) lines.push_back(first_line(request));
  return lines;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("replay: a dry run prints the exact bytes, edits included, and connects to nobody") {
  const RecordedLog recorded(1);
  const DeafPort nobody;
  const auto dry =
      recorded.replay({"hooks.jsonl#1", "--to", nobody.url("/"), "--dry-run", "--set", "/status=Error", "--set",
                       "/cost=2", "--unset", "/id", "-H", "x-first: one", "-H", "X-New: 3", "--drop-header", "x-last"});
  CHECK(dry.exit == 0);
  const std::string edited = R"({"status": "Error", "cost": 2})";
  CHECK(dry.out == fmt::format("POST /hook/1?a=1 HTTP/1.1\r\nHost: {}\r\nX-First: one\r\nx-BFL-signature: sha256=00\r\n"
                               "Content-Length: {}\r\nX-New: 3\r\n\r\n{}",
                               nobody.url("").substr(7), edited.size(), edited));
  CHECK(dry.err == fmt::format("hookctl: would send #1 to {}\n", nobody.url("/hook/1?a=1")));
}

TEST_CASE("replay: what is edited is signed as edited, for the id and time that were asked for") {
  const RecordedLog recorded(1);
  recorded.home.write("secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  ListenProcess app(recorded.home, {"--json", "--require-valid", "--provider", "standard-webhooks", "--tolerance",
                                    "15m", "-o", "app.jsonl", "--secret-file", "secret"});
  const auto sent =
      recorded.replay({"hooks.jsonl#1", "--to", app.url("/"), "--sign", "--provider", "standard-webhooks",
                       "--secret-file", "secret", "--set", "/status=Error", "--id", "msg_mine", "--timestamp", "-10m"});
  CAPTURE(sent.err);
  CHECK(sent.exit == 0);
  const auto received = app.next("capture");
  CHECK(received["verdict"]["state"] == "verified");
  CHECK(received["event"]["id"] == "msg_mine");
  CHECK(received["request"]["body"] == R"({"id": "gen_1", "status": "Error", "cost": 1.10})");
  CHECK(received["request"]["headers"].dump().find("BFL") == std::string::npos);
}

TEST_CASE("replay: the path is the URL's where it has one, else the capture's, or as asked") {
  struct Case {
    Lines options;
    std::string target;
    std::string line;
  };
  const Case cases[] = {{{}, "", "POST /hook/1?a=1 HTTP/1.1"},
                        {{}, "/mine", "POST /mine HTTP/1.1"},
                        {{"--path", "keep"}, "/mine", "POST /hook/1?a=1 HTTP/1.1"},
                        {{"--path", "target"}, "/", "POST / HTTP/1.1"}};
  const RecordedLog recorded(1);
  for (const auto& [options, target, line] : cases) {
    CAPTURE(line);
    const ScriptedServer app({reply(response(200, "ok"))});
    const auto sent = recorded.replay(joined({"hooks.jsonl#1", "--to", app.url(target)}, options));
    CHECK(sent.exit == 0);
    REQUIRE(app.requests().size() == 1);
    CHECK(first_line(app.requests()[0]) == line);
    const auto path = line.substr(5, line.rfind(' ') - 5);
    CHECK(sent.out.find(app.url(path) + "\n") != sent.out.npos);
  }
}

TEST_CASE("replay: a public host is refused before anything is sent, unless it is allowed") {
  const RecordedLog recorded(1);
  const auto refused = recorded.replay({"hooks.jsonl", "--to", "https://hooks.example.com/x", "--dry-run"});
  CHECK(refused.exit == 2);
  CHECK(refused.err.find("--allow-host hooks.example.com") != refused.err.npos);
  CHECK(refused.out == "");
  CHECK(
      recorded
          .replay({"hooks.jsonl", "--to", "https://hooks.example.com/x", "--dry-run", "--allow-host", "*.example.com"})
          .exit == 0);
}

TEST_CASE("replay: captures are chosen by range, by several names and by a condition") {
  const RecordedLog recorded(5);
  const auto chosen = [&](const Lines& which) {
    const auto dry = recorded.replay(joined(which, {"--to", "http://localhost:1", "--dry-run", "--json"}));
    std::string labels;
    for (const auto& request : json_lines(dry.out, "request")) labels += request["capture"].get<std::string>();
    return labels;
  };
  CHECK(chosen({"hooks.jsonl#2-4"}) == "#2#3#4");
  CHECK(chosen({"hooks.jsonl#4-9", "hooks.jsonl#1"}) == "#4#5#1");
  CHECK(chosen({"hooks.jsonl", "--filter", "path=/hook/2|/hook/5"}) == "#2#5");
  const auto none = recorded.replay({"hooks.jsonl", "--to", "http://localhost:1", "--filter", "method=PUT"});
  CHECK(none.exit == 2);
  CHECK(none.err.find("--filter holds for none of the captures") != none.err.npos);
  CHECK(recorded.replay({"hooks.jsonl#7-9", "--to", "http://localhost:1"}).exit == 2);
}

TEST_CASE("replay: rounds and copies go out in order, each counted") {
  const RecordedLog recorded(2);
  const ScriptedServer app({reply(response(200, "ok"))});
  const auto sent = recorded.replay({"hooks.jsonl", "--to", app.url(""), "--times", "2", "--duplicate", "2", "--json"});
  CHECK(sent.exit == 0);
  const std::string one = "POST /hook/1?a=1 HTTP/1.1", two = "POST /hook/2?a=1 HTTP/1.1";
  CHECK(targets(app.requests()) == Lines{one, one, two, two, one, one, two, two});
  CHECK(json_lines(sent.out, "attempt").back()["attempt"] == 4);
  CHECK(json_lines(sent.out, "summary")[0]["passed"] == 8);
}

TEST_CASE("replay: as many requests are under way as asked, and no more") {
  const RecordedLog recorded(1);
  const ScriptedServer app({drip(response(200, ""), 10ms)});  // takes some 0.4 s
  const auto at_ms = [&](const std::string& concurrency) {
    const auto sent = recorded.replay(
        {"hooks.jsonl", "--to", app.url(""), "--duplicate", "6", "--concurrency", concurrency, "--json"});
    CHECK(sent.exit == 0);
    std::vector<int> begins;
    for (const auto& attempt : json_lines(sent.out, "attempt")) begins.push_back(attempt["at_ms"]);
    std::sort(begins.begin(), begins.end());
    return begins;
  };
  CHECK(at_ms("6").back() < 250);
  const auto by_three = at_ms("3");
  CHECK(by_three[2] < 250);
  CHECK(by_three[3] > 250);
}

TEST_CASE("replay: a rate and the original pace say when requests start, whatever the answers take") {
  const RecordedLog recorded(3);
  const ScriptedServer app({drip(response(200, ""), 20ms)});
  const int one_answer = 20 * static_cast<int>(response(200, "").size());
  const auto begins = [&](const Lines& options) {
    const auto sent = recorded.replay(joined({"hooks.jsonl", "--to", app.url(""), "--json"}, options));
    CHECK(sent.exit == 0);
    std::vector<int> times;
    for (const auto& attempt : json_lines(sent.out, "attempt")) times.push_back(attempt["at_ms"]);
    std::sort(times.begin(), times.end());
    REQUIRE(times.size() == 3);
    return times;
  };
  const auto by_rate = begins({"--rate", "10/s"});
  // The first request may be late, on a busy machine; the schedule does not wait for it.
  CHECK(by_rate[1] >= 50);
  CHECK(by_rate[2] >= 150);
  CHECK(by_rate[2] < one_answer);
  const auto as_recorded = begins({"--pace", "original"});
  CHECK(as_recorded[1] >= 200);
  CHECK(as_recorded[2] >= 450);
  CHECK(as_recorded[2] < 2 * one_answer);
}

TEST_CASE("replay: --wait-for tries until somebody listens, and no longer than it says") {
  const RecordedLog recorded(1);
  const DeafPort nobody;
  const auto begin = std::chrono::steady_clock::now();
  const auto in_vain = recorded.replay({"hooks.jsonl", "--to", nobody.url("/"), "--wait-for", "400ms", "--json"});
  CHECK(std::chrono::steady_clock::now() - begin >= 250ms);
  CHECK(in_vain.exit == 3);
  CHECK(json_lines(in_vain.out, "attempt").size() == 1);

  int port = 0;
  {
    const ScriptedServer taken({reply(response(200, ""))});
    port = taken.port();
  }
  Process waiting(hookctl(recorded.home, {"replay", "hooks.jsonl", "--to", fmt::format("http://127.0.0.1:{}", port),
                                          "--wait-for", "15s", "--json"}));
  CHECK_FALSE(waiting.read_line(300ms));
  const ListenProcess app(recorded.home, {"--port", std::to_string(port), "-o", "app.jsonl"});
  CHECK(waiting.wait(15s).code == 0);
  CHECK(json_lines(waiting.out(), "attempt").size() == 1);
}

TEST_CASE("replay: status, body and latency are judged, and without an answer nothing is known") {
  struct Case {
    Lines options;
    Play app;
    int exit;
    std::string note;
  };
  const Case cases[] = {
      {{"--expect", "4xx"}, reply(response(404, "")), 0, ""},
      {{}, reply(response(302, "")), 1, "answered 302, 2xx expected"},
      {{"--expect-body", "\"ok\": ?true"}, reply(response(200, R"({"ok":true})")), 0, ""},
      {{"--expect-body", "^ok$"}, reply(response(200, "no")), 1, "the answer's body has nothing like '^ok$'"},
      {{"--max-latency", "10ms"}, drip(response(200, ""), 5ms), 1, "at most 10 ms expected"},
      {{"--deadline", "200ms"}, stall(""), 4, ""},
  };
  const RecordedLog recorded(1);
  for (const auto& [options, play, exit, note] : cases) {
    CAPTURE(note);
    const ScriptedServer app({play});
    const auto sent = recorded.replay(joined({"hooks.jsonl", "--to", app.url("/"), "--json"}, options));
    CHECK(sent.exit == exit);
    REQUIRE(json_lines(sent.out, "attempt").size() == 1);
    CHECK(json_lines(sent.out, "attempt")[0]["note"].dump().find(note) != std::string::npos);
    CHECK(app.requests().size() == 1);
  }
}

TEST_CASE("replay: options that contradict each other, or would do nothing, are refused") {
  const RecordedLog recorded(1);
  const std::vector<Lines> cases{
      {"--forge", "all", "--times", "2"},
      {"--forge", "all", "--rate", "1/s"},
      {"--rate", "1/s", "--pace", "original"},
      {"--shuffle", "--pace", "original"},
      {"--id", "new"},
      {"--timestamp", "-10m"},
      {"--set", "status=x"},
      {"--unset", "/none"},
      {"--rate", "fast"},
      {"--concurrency", "0"},
      {"--times", "0"},
      {"--expect-body", "("},
      {"--filter", "nonsense"},
      {"--body", "no-such-file"},
      {"--sign", "--timestamp", "soon"},
      {"-H", "no colon"},
      {"-H", "X-A: a\r\nX-B: b"},
      {"--path", "other"},
  };
  const ScriptedServer app({reply(response(200, "ok"))});
  for (const auto& options : cases) {
    CAPTURE(fmt::format("{} {}", options.front(), options.back()));
    CHECK(recorded.replay(joined({"hooks.jsonl", "--to", app.url("")}, options)).exit == 2);
  }
  CHECK(app.requests().empty());
}

}  // namespace hookctl::test
