#include <doctest/doctest.h>

#include "capture/encode.h"
#include "support/command.h"
#include "support/files.h"
#include "support/joined.h"
#include "support/json_lines.h"
#include "support/listen_process.h"
#include "support/process.h"
#include "support/scripted_server.h"

namespace hookctl::test {
namespace {

Finished simulate(const Folder& home, const std::vector<std::string>& options) {
  return run(hookctl(home, joined({"simulate", "--json"}, options)));
}

std::vector<int> times_of(const Finished& finished) {
  std::vector<int> at;
  for (const auto& attempt : json_lines(finished.out, "attempt")) at.push_back(attempt["at_ms"]);
  return at;
}

std::vector<int> planned(const Folder& home, const std::vector<std::string>& options) {
  return times_of(simulate(home, joined({"--plan"}, options)));
}

}  // namespace

TEST_CASE("simulate: the scenarios run with an app of hookctl's own and end as their names say") {
  struct Case {
    std::string name;
    std::size_t attempts;
    std::string finish;
    int last_at_least;
  };
  const Case cases[] = {{"500-then-200", 2, "delivered", 1'000},
                        {"3x-backoff", 4, "delivered", 130'000},
                        {"2h-window", 14, "gave up", 6'670'000}};
  const Folder home;
  for (const auto& [name, attempts, finish, last_at_least] : cases) {
    CAPTURE(name);
    const auto finished = simulate(home, {"--scenario", name});
    CHECK(finished.exit == 0);
    CHECK(finished.err.empty());
    const auto times = times_of(finished);
    REQUIRE(times.size() == attempts);
    CHECK(times.back() >= last_at_least);
    CHECK(times.back() <= 7'200'000);
    CHECK(json_lines(finished.out, "summary").at(0)["finish"] == finish);
  }
}

TEST_CASE("simulate: 500-then-200 wants an app that fails first and then accepts") {
  struct Case {
    std::vector<int> statuses;
    int exit;
    std::string said;
  };
  const Case cases[] = {{{500, 200}, 0, ""},
                        {{200}, 1, "1 attempt, 2 expected"},
                        {{500, 500}, 1, "gave up, delivered,attempts=2 expected"}};
  const Folder home;
  for (const auto& [statuses, exit, said] : cases) {
    std::vector<Play> plays;
    for (const int status : statuses) plays.push_back(reply(response(status, "")));
    const ScriptedServer app(plays);
    const auto finished = simulate(home, {"--scenario", "500-then-200", "--to", app.url("/"), "--instant"});
    CHECK(finished.exit == exit);
    const auto ended = json_lines(finished.out, "ended").at(0);
    CHECK(ended["ok"] == (exit == 0));
    CHECK(ended["note"] == (exit == 0 ? Json(nullptr) : Json(said)));
  }
}

TEST_CASE("simulate: a schedule of one's own needs no provider") {
  const Folder home;
  const ScriptedServer app({reply(response(503, "")), reply(response(200, ""))});
  const auto finished = simulate(home, {"--schedule", "2h", "--to", app.url("/hook"), "--instant"});
  CHECK(finished.exit == 0);
  CHECK(times_of(finished).at(1) >= 7'200'000);
  REQUIRE(app.requests().size() == 2);
  CHECK(app.requests()[0].find("\"id\":\"evt_") != Bytes::npos);
}

TEST_CASE("simulate: schedules of one's own, planned") {
  struct Case {
    std::vector<std::string> options;
    std::vector<int> times;
  };
  const Case cases[] = {
      {{"--schedule", "1s,5s,30s"}, {0, 1'000, 6'000, 36'000}},
      {{"--schedule", "1s,5s", "--retries", "3"}, {0, 1'000, 6'000, 11'000}},
      {{"--schedule", "exponential:base=10s,factor=3,max=15m", "--retries", "3"}, {0, 10'000, 40'000, 130'000}},
      {{"--schedule", "exponential:base=10s,window=70s,jitter=0.1"}, {0, 10'000, 30'000, 70'000}},
      {{"--schedule", "1s,5s", "--retry-on", "5xx"}, {0, 1'000, 6'000}},
      {{"--provider", "bfl", "--retries", "1"}, {0, 1'000}},
      {{"--provider", "bfl", "--schedule", "7s"}, {0, 7'000}},
      {{"--scenario", "3x-backoff"}, {0, 10'000, 40'000, 130'000}},
      {{"--scenario", "3x-backoff", "--retries", "1"}, {0, 10'000}},
  };
  const Folder home;
  for (const auto& [options, times] : cases) CHECK(planned(home, options) == times);
}

TEST_CASE("simulate: what is tried again and what is final can be said") {
  struct Case {
    std::vector<std::string> options;
    int status;
    std::size_t attempts;
  };
  const Case cases[] = {
      {{"--retry-on", "5xx,429"}, 500, 3}, {{"--retry-on", "5xx,429"}, 429, 3}, {{"--retry-on", "5xx,429"}, 404, 1},
      {{"--stop-on", "410,50x"}, 200, 0},  {{"--stop-on", "410"}, 410, 1},      {{"--stop-on", "410"}, 404, 3},
      {{"--stop-on", "4xx"}, 404, 1},
  };
  const Folder home;
  for (const auto& [options, status, attempts] : cases) {
    CAPTURE(status);
    const ScriptedServer app({reply(response(status, ""))});
    const auto finished = simulate(home, joined({"--schedule", "1s,1s", "--instant", "--to", app.url("/")}, options));
    CHECK(json_lines(finished.out, "attempt").size() == attempts);
    CHECK(finished.exit == (attempts == 0 ? 2 : 1));
  }
}

TEST_CASE("simulate: a profile that was learned is played back, and its one row needs no name") {
  const Folder home;
  home.write("learned.json",
             R"({"providers": {"higgsfield-legacy": {"retry": {"delays_s": [3, 9], "window_s": null, "jitter": 0}}}})");
  CHECK(planned(home, {"--profile", "learned.json"}) == std::vector{0, 3'000, 12'000});
  CHECK(planned(home, {"--profile", "learned.json", "--provider", "bfl"}).size() == 4);
  home.write("empty.json", "{}");
  CHECK(simulate(home, {"--profile", "empty.json", "--plan"}).err.find("holds no providers") != std::string::npos);
  CHECK(simulate(home, {"--profile", "none.json", "--plan"}).err.find("no such file") != std::string::npos);
}

TEST_CASE("simulate: a capture is delivered as its provider would again, with its id and a fresh signature") {
  const Folder home;
  home.write("secret", "s3cret");
  ListenProcess app(home, {"--json", "--secret-file", "secret", "--require-valid", "--respond", "200,500,200"});
  const auto to = app.url("/hook");
  CHECK(simulate(home, {"--provider", "bfl", "--secret-file", "secret", "--id", "gen_7", "--to", to}).exit == 0);
  const auto again = simulate(home, {"captures.jsonl#1", "--secret-file", "secret", "--to", to, "--instant"});
  CHECK(again.exit == 0);
  CHECK(json_lines(again.out, "attempt").size() == 2);
  const auto first = app.next("capture"), second = app.next("capture");
  CHECK(second["verdict"]["state"] == "verified");
  CHECK(second["event"]["id"] == "gen_7");
  CHECK(second["request"]["body"] == first["request"]["body"]);
  const auto both = simulate(home, {"captures.jsonl#1", "--body", "x", "--to", to});
  CHECK(both.exit == 2);
  CHECK(both.err.find("not both") != std::string::npos);
  CHECK(simulate(home, {"captures.jsonl", "--to", to, "--secret-file", "secret"}).err.find("name one") !=
        std::string::npos);
}

TEST_CASE("simulate: many events side by side, each with an id of its own, are told in a summary") {
  const Folder home;
  const auto finished = simulate(home, {"--scenario", "500-then-200", "--events", "300", "--concurrency", "20"});
  CHECK(finished.exit == 0);
  const auto summary = json_lines(finished.out, "summary").at(0);
  CHECK(summary["deliveries"] == 300);
  CHECK(summary["delivered"] == 300);
  CHECK(summary["attempts"] == 600);
  CHECK(summary["finish"] == nullptr);
  const auto text = run(hookctl(home, {"simulate", "--scenario", "500-then-200", "--events", "3"}));
  CHECK(text.out.ends_with("summary  3 deliveries with 6 attempts: 3 delivered, 0 gave up, 0 unknown\n"));
}

TEST_CASE("simulate: Ctrl-C tells where each delivery stood") {
  const Folder home;
  const ScriptedServer app({reply(response(500, ""))});
  Process program(
      hookctl(home, {"simulate", "--schedule", "1h", "--to", app.url("/"), "--events", "2", "--id", "job"}));
  REQUIRE(program.read_line(Millis{10'000}));
  REQUIRE(program.read_line(Millis{10'000}));
  program.send_signal(SIGINT);
  CHECK(program.wait(Millis{5'000}) == Ending{.code = 130});
  CHECK(program.out().find("stopped  after 1 attempt  job-1; the next one was due at 1 h") != std::string::npos);
  CHECK(program.out().find("stopped  after 1 attempt  job-2; the next one was due at 1 h") != std::string::npos);
}

TEST_CASE("simulate: a report judges a delivery by how it ended, not by the refusals on the way") {
  const Folder home;
  CHECK(simulate(home, {"--scenario", "500-then-200", "--report", "junit=good.xml"}).exit == 0);
  CHECK(read_file(home.file("good.xml")).find("tests=\"2\" failures=\"0\" errors=\"0\"") != std::string::npos);
  CHECK(simulate(home, {"--scenario", "500-then-200", "--expect", "gave-up", "--report", "junit=bad.xml", "--report",
                        "markdown=bad.md"})
            .exit == 1);
  const auto junit = read_file(home.file("bad.xml"));
  CHECK(junit.find("failures=\"1\"") != std::string::npos);
  CHECK(junit.find("delivered, gave-up expected") != std::string::npos);
  CHECK(read_file(home.file("bad.md")).find("**FAILED**") != std::string::npos);
}

}  // namespace hookctl::test
