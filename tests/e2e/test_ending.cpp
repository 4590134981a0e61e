#include <doctest/doctest.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <chrono>
#include <csignal>
#include <vector>

#include "capture/log_reader.h"
#include "support/http_client.h"
#include "support/joined.h"
#include "support/listen_process.h"
#include "support/raw_client.h"
#include "support/scripted_server.h"

using namespace hookctl;
using namespace hookctl::test;
using namespace std::chrono_literals;

namespace {

using Options = std::vector<std::string>;

std::string request(int number) {
  const auto body = fmt::format("delivery {}", number);
  return fmt::format("POST /hook HTTP/1.1\r\nHost: x\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{}", body.size(),
                     body);
}

std::size_t count_of(const capture::Log& log, const Bytes& body) {
  std::size_t count = 0;
  for (const auto& capture : log.captures) count += capture.request.body == body ? 1 : 0;
  return count;
}

}  // namespace

TEST_CASE("ending: a signal ends a listener with 0, or with 130 and 143 before its goal") {
  struct Case {
    Options options;
    int signal;
    int code;
  };
  const Case cases[] = {
      {{}, SIGINT, 0},
      {{}, SIGTERM, 0},
      {{"--count", "2"}, SIGINT, 130},
      {{"--count", "2"}, SIGTERM, 143},
      {{"--until", "status=succeeded", "--timeout", "1m"}, SIGTERM, 143},
      {{"--timeout", "1m"}, SIGINT, 0},
  };
  for (const auto& [options, signal, code] : cases) {
    CAPTURE(fmt::format("{}", fmt::join(options, " ")));
    CAPTURE(signal);
    const Folder home;
    ListenProcess listener(home, joined({"--json"}, options));
    CHECK(post(listener.port(), "/hook", {}, "one").status == 200);
    CHECK(listener.next().value("type", "") == "capture");
    CHECK(listener.stop(signal) == Ending{.code = code});
    CHECK(listener.process().out().find(R"("reason":"signal")") != std::string::npos);
    CHECK(listener.err() == "");
  }
}

TEST_CASE("ending: Ctrl-C on the terminal ends a listener as SIGINT does") {
  struct Case {
    Options options;
    int code;
  };
  const Case cases[] = {{{}, 0}, {{"--count", "1"}, 130}};
  for (const auto& [options, code] : cases) {
    CAPTURE(code);
    const Folder home;
    Process listener = Process::on_terminal(listen_program(home, options));
    CHECK(listener.read_until("stop: Ctrl-C\n", 20s).has_value());
    listener.write("\x03");
    CHECK(listener.wait(10s) == Ending{.code = code});
    CHECK(listener.out().starts_with("end  signal  received 0"));
  }
}

TEST_CASE("ending: 50 deliveries in flight at SIGTERM are stored, and the end comes within five seconds") {
  const ScriptedServer slow_app({drip("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", 25ms)});
  const ScriptedServer silent_app({stall("")});
  struct Case {
    Options options;
    std::size_t answered;  // the others are left without an answer, so that they come again
  };
  const Case cases[] = {
      {{"--respond", "delay=1s:200*50,200"}, 50},
      {{"--respond", "delay=1m:200*50,200"}, 0},
      {{"--respond", "app*50,200", "--forward-to", slow_app.url("")}, 50},
      {{"--respond", "app*50,200", "--forward-to", silent_app.url("")}, 0},
  };
  for (const auto& [options, answered] : cases) {
    CAPTURE(fmt::format("{}", fmt::join(options, " ")));
    const Folder home;
    ListenProcess listener(home, options);
    std::vector<RawClient> senders;
    for (int i = 0; i < 50; ++i) {
      senders.emplace_back(static_cast<std::uint16_t>(listener.port()));
      REQUIRE(senders.back().send(request(i)));
    }
    // Answered without delay, so those before it have arrived.
    CHECK(post(listener.port(), "/hook", {}, "last").status == 200);

    const auto start = std::chrono::steady_clock::now();
    CHECK(listener.stop(SIGTERM, 6s) == Ending{.code = 0});
    CHECK(std::chrono::steady_clock::now() - start < 5s);

    const auto log = capture::read_log(home.file("captures.jsonl"));
    REQUIRE(log);
    CHECK(log->damage.empty());
    std::size_t acknowledged = 0;
    for (int i = 0; i < 50; ++i) {
      CAPTURE(i);
      acknowledged += senders[static_cast<std::size_t>(i)].receive_all().starts_with("HTTP/1.1 200 ") ? 1 : 0;
      CHECK(count_of(*log, fmt::format("delivery {}", i)) == 1);
    }
    CHECK(acknowledged == answered);
  }
}

TEST_CASE("ending: a listener whose reader went away acknowledges what came, then ends") {
  const Folder home;
  ListenProcess listener(home, {"--json"});
  listener.process().close_stdout();
  CHECK(post(listener.port(), "/hook", {}, "into the void").status == 200);
  CHECK(listener.wait(10s) == Ending{.code = 0});
  const auto log = capture::read_log(home.file("captures.jsonl"));
  REQUIRE(log);
  CHECK(count_of(*log, "into the void") == 1);
}
