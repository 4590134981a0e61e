#include <doctest/doctest.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <poll.h>
#include <sys/syscall.h>

#include <csignal>

#include "capture/encode.h"
#include "support/command.h"
#include "support/descriptor.h"
#include "support/http_client.h"
#include "support/listen_process.h"
#include "unit/capture/samples.h"

using namespace hookctl;
using namespace hookctl::test;
using namespace std::chrono_literals;

namespace {

using Arguments = std::vector<std::string>;

/// Writes a log that no pipe can hold when it is listed.
void write_long_log(const Folder& home) {
  std::string log;
  for (std::uint64_t seq = 1; seq <= 3000; ++seq) capture::append_record(log, capture::samples::small_capture(seq));
  home.write("captures.jsonl", log);
}

/// The program with its streams as a shell would redirect them: `>/dev/full`, `>&-`.
Finished run_redirected(const Folder& home, const Arguments& arguments, const std::string& redirection) {
  auto program = test::hookctl(home, arguments);
  const Arguments shell = {"sh", "-c", "exec \"$0\" \"$@\" " + redirection};
  program.argv.insert(program.argv.begin(), shell.begin(), shell.end());
  return run(program);
}

/// Whether a child ends in time, while nobody reads what it writes.
bool ends_unread(pid_t pid, Millis within) {
  const Descriptor process{static_cast<int>(syscall(SYS_pidfd_open, pid, 0))};
  pollfd ended{*process, POLLIN, 0};
  return poll(&ended, 1, static_cast<int>(within.count())) == 1;
}

}  // namespace

TEST_CASE("outputs: a full disk behind standard output is said and exits 3") {
  const Folder home;
  write_long_log(home);
  const Arguments commands[] = {
      {"--help"},
      {"--version"},
      {"captures", "list"},
      {"captures", "show", "#1", "--json"},
      {"providers", "list"},
      {"completion", "bash"},
      {"simulate", "--provider", "bfl", "--plan"},
      {"sign", "--body-text", "{}", "--provider", "bfl", "--secret-env", "HOME"},
      {"listen", "--port", "0", "--timeout", "50ms"},
  };
  for (const auto& arguments : commands) {
    CAPTURE(fmt::format("{}", fmt::join(arguments, " ")));
    const auto finished = run_redirected(home, arguments, ">/dev/full");
    CHECK(finished.exit == 3);
    CHECK(finished.err == "hookctl: error: cannot write to standard output: No space left on device\n");
  }
}

TEST_CASE("outputs: a reader that has seen enough ends a command quietly") {
  const Folder home;
  write_long_log(home);
  const Arguments commands[] = {
      {"captures", "list"}, {"captures", "list", "--json"}, {"captures", "show", "captures.jsonl", "--json"}};
  for (const auto& arguments : commands) {
    CAPTURE(fmt::format("{}", fmt::join(arguments, " ")));
    Process process(test::hookctl(home, arguments));
    CHECK(process.read_line(10s).has_value());
    process.close_stdout();
    CHECK(process.wait(10s) == Ending{.code = 0});
    CHECK(process.err() == "");
  }
}

TEST_CASE("outputs: a reader that pauses holds up no delivery, and misses nothing") {
  const Folder home;
  ListenProcess listener(home, {"--json"});
  for (int i = 0; i < 300; ++i) REQUIRE(post(listener.port(), "/hook", {}, "x").status == 200);
  for (int i = 1; i <= 300; ++i) CHECK(listener.next().value("seq", 0) == i);
  CHECK(listener.stop(SIGTERM) == Ending{.code = 0});
  CHECK(listener.err() == "");
}

TEST_CASE("outputs: a listener whose reader takes nothing more can still be stopped, and says what is missing") {
  const Folder home;
  ListenProcess listener(home, {"--json"});
  for (int i = 0; i < 300; ++i) REQUIRE(post(listener.port(), "/hook", {}, "x").status == 200);
  listener.send_signal(SIGTERM);
  CHECK(ends_unread(listener.pid(), 5s));
  CHECK(listener.wait(1s) == Ending{.code = 0});
  CHECK(listener.err().find("standard output was not read") != std::string::npos);
}

TEST_CASE("outputs: with standard output closed nothing is written into the log") {
  const Folder home;
  const auto finished = run_redirected(home, {"listen", "--port", "0", "--timeout", "50ms"}, ">&-");
  CHECK(finished.exit == 3);
  CHECK(finished.err.find("cannot write to standard output") != std::string::npos);
  CHECK(read_file(home.file("captures.jsonl")) == "");
}
