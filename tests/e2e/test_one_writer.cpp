#include <doctest/doctest.h>

#include <csignal>

#include "support/command.h"
#include "support/http_client.h"
#include "support/listen_process.h"

using namespace hookctl;
using namespace hookctl::test;

TEST_CASE("one writer: a second listener on the port or the log says so and exits 3, the first goes on") {
  struct Case {
    std::vector<std::string> options;
    std::string said;
  };
  const Folder home;
  ListenProcess first(home);
  const Case cases[] = {
      {{"--port", std::to_string(first.port()), "-o", "other.jsonl"}, "the port is in use"},
      {{"--port", "0"}, "another hookctl is writing to 'captures.jsonl'"},
  };
  for (const auto& [options, said] : cases) {
    CAPTURE(said);
    auto program = test::hookctl(home, {"listen"});
    program.argv.insert(program.argv.end(), options.begin(), options.end());
    const auto second = run(program);
    CHECK(second.exit == 3);
    CHECK(second.out == "");
    CHECK(second.err.find(said) != std::string::npos);
    CHECK(second.err.find("hint: ") != std::string::npos);
    CHECK(post(first.port(), "/hook", {}, "still here").status == 200);
  }
  CHECK(first.stop(SIGTERM) == Ending{.code = 0});
}
