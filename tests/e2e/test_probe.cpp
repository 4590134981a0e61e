#include <doctest/doctest.h>
#include <fmt/format.h>
#include <set>

#include <csignal>
#include <set>
#include <string>
#include <vector>

#include "support/files.h"
#include "support/joined.h"
#include "support/json_lines.h"
#include "support/recorded_log.h"
#include "support/scripted_server.h"

namespace hookctl::test {
namespace {

/// An app that writes a line into a file for each request it gets, and a probe that counts them.
struct CountingApp {
  explicit CountingApp(const RecordedLog& recorded) : home(recorded.home) { home.write("effects", ""); }

  Play play() const {
    return [this](Peer& peer) {
      peer.read_request();
      home.write("effects", read_file(home.file("effects")) + "x\n");
      peer.send(response(200, ""));
    };
  }

  const Folder& home;
};

constexpr std::string_view count_lines = "wc -l < effects";

}  // namespace

TEST_CASE("probe: how often an app acted is counted before and after, and judged where that was asked") {
  const RecordedLog recorded(1);
  const CountingApp counting(recorded);
  const ScriptedServer app({counting.play()});
  const auto replay = [&](const std::vector<std::string>& options) {
    return recorded.replay(joined({"hooks.jsonl#1", "--to", app.url(""), "--duplicate", "3", "--json", "--probe-wait",
                                   "1ms", "--report", "junit=out.xml"},
                                  options));
  };
  const auto counted = replay({"--probe", std::string(count_lines)});
  CHECK(counted.exit == 0);
  const auto found = json_lines(counted.out, "probe");
  REQUIRE(found.size() == 1);
  CHECK(found[0]["before"] == 0);
  CHECK(found[0]["after"] == 3);
  CHECK(found[0]["ok"] == nullptr);

  const auto wrong = replay({"--probe", std::string(count_lines), "--expect-probe-delta", "1"});
  CHECK(wrong.exit == 1);
  CHECK(json_lines(wrong.out, "probe")[0]["note"] == "the side effect happened 3 times, once expected");
  CHECK(json_lines(wrong.out, "summary")[0]["failed"] == 1);
  CHECK(read_file(recorded.home.file("out.xml")).find("type=\"side effect\"") != std::string::npos);

  const auto in_json = R"sh(printf '{"orders":{"total":%d}}' $(wc -l < effects))sh";
  CHECK(replay({"--probe", in_json, "--expect-probe-delta", "/orders/total=3"}).exit == 0);
  CHECK(replay({"--probe", in_json, "--expect-probe-delta", "/orders/total=2"}).exit == 1);
}

TEST_CASE("probe: one that cannot count is said before anything is sent, without the command") {
  struct Case {
    std::vector<std::string> options;
    int exit;
    std::string problem;
  };
  const Case cases[] = {
      {{"--probe", "echo many"}, 2, "the probe printed 'many', which is no whole number"},
      {{"--probe", "echo password; exit 7"}, 3, "the probe ended with 7"},
      {{"--probe", "kill -9 $$"}, 3, "the probe was ended by signal 9"},
      {{"--probe", "echo 1", "--expect-probe-delta", "one"}, 2, "--expect-probe-delta: cannot read 'one'"},
      {{"--expect-probe-delta", "1"}, 2, "add --probe CMD"},
      {{"--suite", "idempotncy"}, 2, "idempotency"},
      {{"--suite", "idempotency", "--forge", "all"}, 2, "--suite and --forge do not go together"},
  };
  const RecordedLog recorded(1);
  const ScriptedServer app({reply(response(200, ""))});
  for (const auto& [options, exit, problem] : cases) {
    CAPTURE(problem);
    const auto said = recorded.replay(joined({"hooks.jsonl#1", "--to", app.url("")}, options));
    CHECK(said.exit == exit);
    CAPTURE(said.err);
    CHECK(said.err.find(problem) != std::string::npos);
    CHECK(said.err.find("password") == std::string::npos);
  }
  CHECK(app.requests().empty());
}

TEST_CASE("probe: Ctrl-C ends it, and what it started") {
  const RecordedLog recorded(1);
  Process waiting(hookctl(recorded.home, {"replay", "hooks.jsonl#1", "--to", "http://127.0.0.1:9", "--probe",
                                          "echo started >&2; sleep 60"}));
  CHECK(waiting.read_error_line(Millis{10'000}) == "started");
  waiting.send_signal(SIGINT);
  CHECK(waiting.wait(Millis{5'000}).code == 130);
}

TEST_CASE("suite: a capture of no known provider is refused, because its event cannot be told from others") {
  const RecordedLog recorded(1);
  recorded.home.write("a.hook.json",
                      R"({"v":1,"type":"fixture","request":{"method":"POST","target":"/","text":["a"]}})");
  const auto said = recorded.replay({"a.hook.json", "--to", "http://127.0.0.1:9", "--suite", "idempotency"});
  CHECK(said.exit == 2);
  CHECK(said.err.find("--provider NAME") != said.err.npos);
  CHECK(said.err.find("--key json:/id") != said.err.npos);
}

TEST_CASE("suite: --key says where an unknown sender puts the id of an event, and --scheme how it signs") {
  struct Case {
    std::vector<std::string> options;
    std::string_view kept;     // what each delivery still has
    std::string_view differs;  // where the part begins that tells events apart
  };
  const Case cases[] = {
      {{"--key", "json:/order/no"}, "\r\nX-Old: 1\r\n", R"("no":)"},
      {{"--key", "header:X-Old"}, R"("o_1")", "X-Old: "},
      {{"--key", "body-hash"}, R"("o_1")", R"("no":)"},
      {{"--key", "json:/order/no", "--scheme", "hmac-sha256 hex \"{ts}.{body}\" X-Sig ts=X-Time", "--secret", "s3cret"},
       "\r\nX-Sig: ",
       R"("no":)"},
  };
  for (const auto& [options, kept, differs] : cases) {
    CAPTURE(options.size());
    const RecordedLog recorded(1);
    recorded.home.write(
        "a.hook.json",
        R"({"v":1,"type":"fixture","request":{"method":"POST","target":"/","headers":["X-Old: 1"],"text":["{\"order\":{\"no\":\"o_1\"}}"]}})");
    const ScriptedServer app({reply(response(200, ""))});
    const auto done = recorded.replay(joined({"a.hook.json", "--to", app.url(""), "--suite", "idempotency"}, options));
    CAPTURE(done.err);
    CHECK(done.exit == 0);
    std::set<std::string> events;
    for (const auto& request : app.requests()) {
      CHECK(request.find(kept) != request.npos);
      events.insert(request.substr(request.find(differs)));
    }
    CHECK(events.size() > 3);
    CHECK(events.size() < app.requests().size());
  }
}

TEST_CASE("suite: what is said of a case stands below its name") {
  const RecordedLog recorded(1);
  const ScriptedServer app({reply(response(200, ""))});
  recorded.home.write("secret", "s3cret");
  const auto done =
      recorded.replay({"hooks.jsonl#1", "--to", app.url(""), "--suite", "idempotency", "--secret-file", "secret"});
  const auto named = done.out.find("case     fresh-timestamp");
  const auto skipped = done.out.find("skipped  #1    fresh-timestamp");
  REQUIRE(named != done.out.npos);
  REQUIRE(skipped != done.out.npos);
  CHECK(named < skipped);
  CHECK(skipped < done.out.find("case     at-once"));
}

TEST_CASE("suite: a key that names no place is refused") {
  const RecordedLog recorded(1);
  const auto said =
      recorded.replay({"hooks.jsonl#1", "--to", "http://127.0.0.1:9", "--suite", "idempotency", "--key", "id"});
  CHECK(said.exit == 2);
  CHECK(said.err.find("--key: cannot read 'id' as a key of events") != said.err.npos);
}

}  // namespace hookctl::test
