#include <doctest/doctest.h>

#include <csignal>
#include <system_error>

#include "support/command.h"
#include "support/folder.h"
#include "support/process.h"

using namespace hookctl;
using namespace hookctl::test;
using namespace std::chrono_literals;
using namespace std::string_literals;

TEST_CASE("process: arguments, stdin, both outputs and the exit code arrive as they are") {
  const auto finished = run({.argv = {"sh", "-c", R"(cat; printf %s "$1" >&2; exit 3)", "sh", "a 'b' $c"}}, "in\0put"s);
  CHECK(finished.out == "in\0put"s);
  CHECK(finished.err == "a 'b' $c");
  CHECK(finished.exit == 3);
}

TEST_CASE("process: more input and output than a pipe holds passes through") {
  const std::string much(4 << 20, 'x');
  const bool same = run({.argv = {"cat"}}, much).out == much;
  CHECK(same);
}

TEST_CASE("process: a conversation line by line") {
  Process cat{{.argv = {"cat"}}};
  cat.write("one\ntw");
  CHECK(cat.read_line(5s) == "one");
  cat.write("o\nrest");
  CHECK(cat.read_line(5s) == "two");
  CHECK(cat.read_line(10ms) == std::nullopt);
  cat.close_stdin();
  CHECK(cat.read_line(5s) == "rest");
  CHECK(cat.read_line(5s) == std::nullopt);
  CHECK(cat.wait(5s) == Ending{.code = 0});
}

TEST_CASE("process: what overruns its deadline is killed, with what it started") {
  const Folder folder;
  const std::string lock = folder.file("lock");
  Process shell{{.argv = {"sh", "-c", "flock \"$0\" sh -c 'echo held; sleep 60' & wait", lock}}};
  CHECK(shell.read_line(5s) == "held");
  CHECK(shell.wait(10ms) == Ending{.signal = SIGKILL, .overran = true});
  CHECK(run({.argv = {"flock", "--timeout", "5", lock, "true"}}).exit == 0);
  CHECK_THROWS_AS(run({.argv = {"sleep", "60"}}, {}, 10ms), std::runtime_error);
}

TEST_CASE("process: signals reach it, and its ending says so") {
  Process sleeper{{.argv = {"sleep", "60"}}};
  sleeper.send_signal(SIGTERM);
  CHECK(sleeper.wait(5s) == Ending{.signal = SIGTERM});
}

TEST_CASE("process: it hears that nobody reads its stdout any more") {
  Process endless{{.argv = {"yes"}}};
  CHECK(endless.read_line(5s) == "y");
  endless.close_stdout();
  CHECK(endless.wait(5s) == Ending{.signal = SIGPIPE});
}

TEST_CASE("process: environment and folder are the ones it was given") {
  const Folder folder;
  const auto finished = run({.argv = {"sh", "-c", "echo ${ADDED-none} ${HOME-none}; pwd"},
                             .environment = {{"ADDED", "here"}, {"HOME", std::nullopt}},
                             .cwd = folder.path()});
  CHECK(finished.out == "here none\n" + folder.path() + "\n");
}

TEST_CASE("process: a program that is not there is an error, not an ending") {
  CHECK_THROWS_AS(run({.argv = {"no-such-program"}}), std::system_error);
}

TEST_CASE("process: on a terminal it sees one, 80 × 24, and hears Ctrl-C and Ctrl-D") {
  Process size = Process::on_terminal({.argv = {"stty", "size"}});
  CHECK(size.read_line(5s) == "24 80");

  Process prompt = Process::on_terminal({.argv = {"sh", "-c", "printf 'name? '; read name; echo \"<$name>\"; cat"}});
  CHECK(prompt.read_until("? ", 5s) == "name? ");
  prompt.write("ada\n");
  CHECK(prompt.read_line(5s) == "<ada>");
  prompt.close_stdin();
  CHECK(prompt.wait(5s) == Ending{.code = 0});

  Process sleeper = Process::on_terminal({.argv = {"sh", "-c", "echo ready; exec sleep 60"}});
  CHECK(sleeper.read_line(5s) == "ready");
  sleeper.write("\x03");
  CHECK(sleeper.wait(5s) == Ending{.signal = SIGINT});
}

TEST_CASE("process: each stream can be on a terminal alone") {
  const std::vector<std::string> ask = {"sh", "-c", "for i in 0 1 2; do test -t $i && printf $i; done; printf . >&2"};
  constexpr auto terminal = Stream::terminal;
  CHECK(run({.argv = ask}).out == "");
  CHECK(run({.argv = ask, .out = terminal}).out == "1");
  const auto errors_only = run({.argv = ask, .err = terminal});
  CHECK(errors_only.out == "2");
  CHECK(errors_only.err == ".");
}

TEST_CASE("command: hookctl starts at home and sees none of this machine's settings") {
  setenv("HOOKCTL_PORT", "1", 1);
  const Folder home;
  Program program = hookctl::test::hookctl(home, {"verify", "x"});
  CHECK(program.argv == std::vector<std::string>{HOOKCTL_BINARY, "verify", "x"});
  program.argv = {"sh", "-c", "echo ${HOOKCTL_PORT-none} $HOME; pwd"};
  CHECK(run(program).out == "none " + home.path() + "\n" + home.path() + "\n");
  unsetenv("HOOKCTL_PORT");
}
