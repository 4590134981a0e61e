#include <doctest/doctest.h>
#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <thread>

#include "cli/color.h"
#include "cli/input.h"
#include "cli/output.h"
#include "demo.h"
#include "support/world.h"

using namespace hookctl;
using test::World;

namespace {

/// Both ends of a pipe, closed with the object.
struct Pipe {
  std::array<int, 2> ends{-1, -1};
  Pipe() { REQUIRE(::pipe2(ends.data(), O_CLOEXEC) == 0); }
  ~Pipe() {
    close_reader();
    ::close(ends[1]);
  }
  void close_reader() {
    if (ends[0] >= 0) ::close(ends[0]);
    ends[0] = -1;
  }
};

}  // namespace

TEST_CASE("output: bytes are out when write returns") {
  Pipe pipe;
  cli::Output output(pipe.ends[1]);
  output.write(ByteView("a\0b", 3));
  std::array<char, 8> bytes{};
  REQUIRE(::read(pipe.ends[0], bytes.data(), bytes.size()) == 3);
  CHECK(std::string(bytes.data(), 3) == std::string("a\0b", 3));
  CHECK_FALSE(output.is_terminal());
}

TEST_CASE("output: remembers that its reader went away") {
  ::signal(SIGPIPE, SIG_IGN);
  Pipe pipe;
  cli::Output output(pipe.ends[1]);
  CHECK_FALSE(output.closed());
  pipe.close_reader();
  output.write("x");
  CHECK(output.closed());
}

TEST_CASE("app: output that cannot be written is an environment error, a reader that left is none") {
  const int full = ::open("/dev/full", O_WRONLY | O_CLOEXEC);
  REQUIRE(full >= 0);
  World world;
  const auto run_into = [&](int descriptor) {
    return world.with_env({"--version"}, [&](cli::Env& env) {
      cli::Output output(descriptor);
      cli::Env other{env.args, env.variable, env.folder, env.clock, env.in, output, env.err, env.stop, env.signal};
      return cli::run(other);
    });
  };
  CHECK(run_into(full) == 3);
  CHECK(world.err == "hookctl: error: cannot write to standard output: No space left on device\n");
  Pipe pipe;
  pipe.close_reader();
  std::signal(SIGPIPE, SIG_IGN);  // as cli::Signals does
  CHECK(run_into(pipe.ends[1]) == 0);
  ::close(full);
}

TEST_CASE("input: is read to its end, once") {
  Pipe pipe;
  REQUIRE(::write(pipe.ends[1], "one\n", 4) == 4);
  ::close(std::exchange(pipe.ends[1], -1));
  cli::Input input(pipe.ends[0]);
  const auto first = input.read_all({});
  REQUIRE(first);
  CHECK(*first == "one\n");
  const auto second = input.read_all({});
  REQUIRE_FALSE(second);
  CHECK(second.error().message == "standard input was read already");
}

TEST_CASE("input: a stop ends the wait for more") {
  Pipe pipe;
  std::stop_source stop;
  std::jthread interrupt([&] { stop.request_stop(); });
  cli::Input input(pipe.ends[0]);
  const auto bytes = input.read_all(stop.get_token());
  REQUIRE_FALSE(bytes);
  CHECK(bytes.error().message == "interrupted while reading standard input");
}

TEST_CASE("color: the option decides, then NO_COLOR, then CLICOLOR_FORCE, then whether the stream is a terminal") {
  struct Case {
    std::vector<std::string> words;
    std::map<std::string, std::string> variables;
    bool expected;
  };
  const Case cases[] = {
      {{}, {}, false},
      {{"--color", "always"}, {{"NO_COLOR", "1"}}, true},
      {{"--color", "never"}, {{"CLICOLOR_FORCE", "1"}}, false},
      {{}, {{"CLICOLOR_FORCE", "1"}}, true},
      {{}, {{"CLICOLOR_FORCE", "0"}}, false},
      {{}, {{"CLICOLOR_FORCE", ""}}, false},
      {{}, {{"CLICOLOR_FORCE", "1"}, {"NO_COLOR", "1"}}, false},
      {{}, {{"CLICOLOR_FORCE", "1"}, {"NO_COLOR", ""}}, true},
      {{}, {{"HOOKCTL_COLOR", "always"}}, true},
  };
  for (const auto& [words, variables, expected] : cases) {
    World world{.variables = variables};
    const bool colored = world.with_env({}, [&](cli::Env& env) {
      const auto given = cli::parse_args(test::serve, words);
      const auto settings = cli::resolve_settings(test::serve, *given, env, test::demo);
      REQUIRE(settings);
      return cli::colour_of(*settings, env, env.out) == report::Colour::on;
    });
    CHECK(colored == expected);
  }
}

TEST_CASE("color: a terminal gets colours unless it is dumb") {
  const int terminal = ::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
  REQUIRE(terminal >= 0);
  const cli::Output output(terminal);
  REQUIRE(output.is_terminal());
  struct Case {
    const char* term;
    bool expected;
  };
  constexpr Case cases[] = {{"xterm", true}, {"dumb", false}};
  for (const auto& [term, expected] : cases) {
    World world{.variables = {{"TERM", term}}};
    world.with_env({}, [&, wanted = expected](cli::Env& env) {
      const auto settings = cli::resolve_settings(test::serve, {}, env, test::demo);
      CHECK((cli::colour_of(*settings, env, output) == report::Colour::on) == wanted);
    });
  }
  ::close(terminal);
}
