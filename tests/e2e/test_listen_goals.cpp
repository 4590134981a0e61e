#include <doctest/doctest.h>

#include <csignal>
#include <filesystem>

#include "support/command.h"
#include "support/http_client.h"
#include "support/joined.h"
#include "support/json_lines.h"
#include "support/listen_process.h"

namespace hookctl::test {
namespace {

const Bytes pending = R"({"id":"gen_1","status":"Pending"})";
const Bytes ready = R"({"id":"gen_1","status":"Ready"})";
const Headers bfl{{"X-BFL-Signature", "sha256=0"}};

}  // namespace

TEST_CASE("listen: says where it is ready before anything else") {
  const Folder home;
  Process listen(hookctl(home, {"listen", "--port", "0", "--json", "-o", "other.jsonl"}));
  const auto line = Json::parse(listen.read_line(Millis{10'000}).value());
  CHECK(line["v"] == 1);
  CHECK(line["type"] == "ready");
  CHECK(line["host"] == "127.0.0.1");
  CHECK(line["port"] > 0);
  CHECK(line["url"] == "http://127.0.0.1:" + line["port"].dump());
  CHECK(line["public_url"] == nullptr);
  CHECK(line["inspector"] == nullptr);
  CHECK(line["captures"] == "other.jsonl");
  CHECK(line["pid"] == listen.pid());
}

TEST_CASE("listen: --count ends with 0 after that many captures") {
  const Folder home;
  ListenProcess listen(home, {"--json", "--count", "2"});
  post(listen.port(), "/hook", {}, "1");
  post(listen.port(), "/hook", {}, "2");
  const auto end = listen.next("end");
  CHECK(end["reason"] == "count");
  CHECK(end["received"] == 2);
  CHECK(end["refused"] == 0);
  CHECK(end["p50_ms"] > 0);
  CHECK(listen.wait().code == 0);
}

TEST_CASE("listen: --until ends with 0 at the first capture for which it holds") {
  for (const std::string condition :
       {"status=succeeded", "raw_status=Ready", "status=succeeded,id=gen_1", "answer=201", "target=/second"}) {
    CAPTURE(condition);
    const Folder home;
    ListenProcess listen(home, {"--json", "--respond", "200,201", "--until", condition});
    post(listen.port(), "/first", bfl, pending);
    post(listen.port(), "/second", bfl, ready);
    const auto end = listen.next("end");
    CHECK(end["reason"] == "until");
    CHECK(end["received"] == 2);
    CHECK(listen.wait().code == 0);
  }
}

TEST_CASE("listen: a timeout is 124 when there was a goal to reach, and 0 when there was none") {
  struct Case {
    std::vector<std::string> options;
    int exit;
  };
  const Case cases[] = {{{"--json", "--timeout", "50ms", "--count", "1"}, 124},
                        {{"--json", "--timeout", "50ms", "--until", "status=succeeded"}, 124},
                        {{"--json", "--timeout", "50ms"}, 0}};
  for (const auto& [options, exit] : cases) {
    CAPTURE(options.size());
    const Folder home;
    ListenProcess listen(home, options);
    CHECK(listen.next("end")["reason"] == "timeout");
    CHECK(listen.wait().code == exit);
  }
}

TEST_CASE("listen: a signal is success without a goal, and an interruption with one") {
  struct Case {
    std::vector<std::string> options;
    int signal;
    int exit;
  };
  const Case cases[] = {{{"--json"}, SIGINT, 0},
                        {{"--json"}, SIGTERM, 0},
                        {{"--json", "--timeout", "1h"}, SIGINT, 0},
                        {{"--json", "--count", "9"}, SIGINT, 130},
                        {{"--json", "--until", "id=x"}, SIGTERM, 143}};
  for (const auto& [options, signal, exit] : cases) {
    CAPTURE(options.size());
    CAPTURE(signal);
    const Folder home;
    ListenProcess listen(home, options);
    listen.send_signal(signal);
    CHECK(listen.next("end")["reason"] == "signal");
    CHECK(listen.wait().code == exit);
  }
}

TEST_CASE("listen: what cannot be meant is said, and nothing is opened") {
  struct Case {
    std::vector<std::string> options;
    std::string said;
  };
  const Case cases[] = {
      {{"--respond", "500,maybe"}, "cannot read 'maybe' as an answer"},
      {{"--respond", "500,app"}, "--forward-to"},
      {{"--respond", "200", "--forward-to", "http://127.0.0.1:1"}, "500,app"},
      {{"--until", "staus=x"}, "did you mean 'status'?"},
      {{"--count", "0"}, "--count"},
      {{"--forward-to", "ftp://x"}, "--forward-to"},
      {{"--provider", "highsfield"}, "did you mean 'higgsfield'?"},
      {{"--secret-env", "NOT_SET_ANYWHERE"}, "NOT_SET_ANYWHERE is not set"},
  };
  for (const auto& [options, said] : cases) {
    CAPTURE(said);
    const Folder home;
    const auto finished = run(hookctl(home, joined({"listen", "--port", "0"}, options)));
    CAPTURE(finished.err);
    CHECK(finished.exit == 2);
    CHECK(finished.out.empty());
    CHECK(finished.err.find(said) != finished.err.npos);
    CHECK_FALSE(std::filesystem::exists(home.file("captures.jsonl")));
  }
}

}  // namespace hookctl::test
