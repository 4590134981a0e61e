#include <doctest/doctest.h>

#include "capture/encode.h"
#include "support/command.h"
#include "support/files.h"
#include "support/json_lines.h"
#include "support/process.h"

namespace hookctl::test {
namespace {

using capture::Capture;

/// A log in which events were refused and came again: `a` after 1 s and 3 s more, `b` after 1 s, then accepted.
Bytes night() {
  struct Row {
    const char* id;
    int at_ms;
    int status;
  };
  const Row rows[] = {{"a", 0, 500},     {"b", 100, 500},    {"a", 1'000, 500}, {"b", 1'100, 200},
                      {"a", 4'000, 500}, {"a", 13'000, 500}, {"c", 60'000, 200}};
  Bytes log;
  std::uint64_t seq = 0;
  for (const auto& [id, at, status] : rows) {
    Capture record{.id = "01" + std::to_string(++seq), .seq = seq, .at = Instant{Seconds{1'000'000}} + Millis{at}};
    record.request.headers = {{"X-Time", std::to_string(at)}, {"X-Same", "1"}};
    record.event = capture::EventNote{.provider = "higgsfield", .id = id};
    record.response = capture::Answered{.status = status};
    capture::append_record(log, record);
  }
  return log;
}

}  // namespace

TEST_CASE("attempts: each delivery with its gaps, its answers and what changed") {
  const Folder home;
  write_file(home.file("captures.jsonl"), night());
  const auto finished = run(hookctl(home, {"captures", "attempts"}));
  CHECK(finished.exit == 0);
  CHECK(finished.out.find("refused   higgsfield a  4 attempts\n") != std::string::npos);
  CHECK(finished.out.find("+3 s           -> 500   changed: X-Time\n") != std::string::npos);
  CHECK(finished.out.find("accepted  higgsfield b  2 attempts\n") != std::string::npos);
  const auto json = json_lines(run(hookctl(home, {"captures", "attempts", "--json"})).out, "delivery");
  REQUIRE(json.size() == 3);
  CHECK(json[0]["attempts"][1]["gap_ms"] == 1000);
  CHECK(json[0]["attempts"][1]["changed"] == Json{"X-Time"});
}

TEST_CASE("attempts: a schedule learned from a log can be simulated") {
  const Folder home;
  write_file(home.file("night.jsonl"), night());
  const auto finished =
      run(hookctl(home, {"captures", "attempts", "night.jsonl", "--fit", "--json", "--profile-out", "hookctl.json"}));
  CHECK(finished.exit == 0);
  const auto fit = json_lines(finished.out, "fit").at(0);
  CHECK(fit["shape"] == "exponential");
  CHECK(fit["delays_ms"] == Json{1000, 3000, 9000});
  CHECK(fit["window_ms"] == 13'000);
  const auto plan = run(hookctl(home, {"simulate", "--provider", "higgsfield", "--plan", "--json"}));
  std::vector<int> at;
  for (const auto& attempt : json_lines(plan.out, "attempt")) at.push_back(attempt["at_ms"]);
  CHECK(at == std::vector<int>{0, 1'000, 4'000, 13'000});
}

TEST_CASE("attempts: what cannot be learned is said") {
  const Folder home;
  write_file(home.file("captures.jsonl"), night());
  struct Case {
    std::vector<std::string> options;
    std::string said;
  };
  const Case cases[] = {{{"--profile-out", "x.json"}, "add --fit"},
                        {{"--fit", "--provider", "bfl"}, "no deliveries to learn from"},
                        {{"none.jsonl"}, "none.jsonl"}};
  for (const auto& [options, said] : cases) {
    CAPTURE(said);
    auto arguments = options;
    arguments.insert(arguments.begin(), {"captures", "attempts"});
    const auto finished = run(hookctl(home, arguments));
    CHECK(finished.exit == 2);
    CHECK(finished.err.find(said) != finished.err.npos);
  }
}

}  // namespace hookctl::test
