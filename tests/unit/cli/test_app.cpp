#include <doctest/doctest.h>

#include <algorithm>
#include <csignal>
#include <set>

#include "cli/exit.h"
#include "cli/say.h"
#include "demo.h"
#include "support/world.h"

using namespace hookctl;
using test::demo;
using test::World;

TEST_CASE("app: a command line that cannot be read ends with 2, in words that help") {
  struct Case {
    std::vector<std::string> args;
    const char* expected;
  };
  const Case cases[] = {
      {{"serve", "--prot", "1"}, "error: unknown option '--prot'\nhint: did you mean '--port'?\n"},
      {{"serve", "--prot=whsec_hidden"}, "error: unknown option '--prot'\nhint: did you mean '--port'?\n"},
      {{"serve", "-secret=whsec_hidden"}, "error: unknown option '-secret'\nhint: did you mean '--secret'?\n"},
      {{"serve", "-xwhsec_hidden"}, "error: unknown option '-x'\nhint: see: hookctl serve --help\n"},
      {{"serve", "--port"},
       "error: --port needs a value: --port PORT\nhint: a value that starts with a dash is written --port=-...\n"},
      {{"serve", "--json", "-p"},
       "error: --port needs a value: --port PORT\nhint: a value that starts with a dash is written --port=-...\n"},
      {{"serve", "--provider", "--json"},
       "error: --provider needs a value: --provider NAME\nhint: a value that starts with a dash is written "
       "--provider=-...\n"},
      {{"serve", "--provider", "-p", "1"},
       "error: --provider needs a value: --provider NAME\nhint: a value that starts with a dash is written "
       "--provider=-...\n"},
      {{"serve", "whsec_hidden"}, "error: too many arguments\nhint: usage: hookctl serve [OPTION...]\n"},
      {{"serve", "--json=perhaps"}, "error: --json: a flag is true or false\n"},
      {{"srve"}, "error: unknown command 'srve'\nhint: did you mean 'serve'?\n"},
      {{"xyzzy-plugh"}, "error: unknown command 'xyzzy-plugh'\nhint: known: serve, replay, captures\n"},
      {{"captures"}, "error: 'captures' needs one more word\nhint: one of: hookctl captures list | show\n"},
      {{"captures", "--json"}, "error: 'captures' needs one more word\nhint: one of: hookctl captures list | show\n"},
      {{"captures", "lsit"}, "error: unknown command 'captures lsit'\nhint: did you mean 'list'?\n"},
      {{"captures", "show"},
       "error: missing argument CAPTURE\nhint: usage: hookctl captures show CAPTURE [OPTION...]\n"},
      {{"replay"}, "error: missing argument URL\nhint: usage: hookctl replay [FILE...] URL\n"},
      {{"--json", "serve"}, "error: the command comes first, then '--json'\nhint: see: hookctl --help\n"},
      {{"\x1b[31mserve"}, "error: unknown command '\\x1b[31mserve'\nhint: known: serve, replay, captures\n"},
      {{"help", "srve"}, "error: unknown command 'srve'\nhint: did you mean 'serve'?\n"},
  };
  for (const auto& [args, expected] : cases) {
    CAPTURE(std::string(expected));
    World world;
    CHECK(world.run(args, demo) == 2);
    std::string said;
    for (std::size_t at = 0; at < world.err.size();) {
      const auto end = world.err.find('\n', at) + 1;
      const auto line = world.err.substr(at, end - at);
      CHECK(line.starts_with("hookctl: "));
      said += line.substr(9);
      at = end;
    }
    CHECK(said == std::string(expected));
    CHECK(world.out == "");
  }
}

TEST_CASE("app: words reach a command exactly as they were typed") {
  struct Case {
    std::vector<std::string> args;
    const char* expected;
  };
  const Case cases[] = {
      {{"replay", "u"}, "FILE \nURL u\n"},
      {{"replay", "a", "b", "u"}, "FILE a|b\nURL u\n"},
      {{"replay", "[1,2]", "u"}, "FILE [1,2]\nURL u\n"},
      {{"replay", "++", "--", "-a", "--b"}, "FILE ++|-a\nURL --b\n"},
      {{"replay", "-", "x\x01"}, "FILE -\nURL x\x01\n"},
      {{"replay", "{}", "%%"}, "FILE {}\nURL %%\n"},
      {{"replay", "a", ""}, "FILE a\nURL \n"},
      {{"serve", "-H", "[a,b]", "--header=[c]", "--header=", "--port", "1", "--header", ""},
       "port 1 from --port\nheader [a,b]|[c]||\nno-explain false\n"},
      {{"serve", "--header=-x", "-H-y", "--header", "--z"},
       "port 8787 from --port\nheader -x|-y|--z\nno-explain false\n"},
      {{"serve", "--no-explain", "--port=010"}, "port 010 from --port\nheader \nno-explain true\n"},
  };
  for (const auto& [args, expected] : cases) {
    CAPTURE(std::string(expected));
    World world;
    CHECK(world.run(args, demo) == 0);
    CHECK(world.out == std::string(expected));
    CHECK(world.err == "");
  }
}

TEST_CASE("app: help is on stdout when asked for, on stderr when nothing was asked") {
  World asked;
  CHECK(asked.run({"--help"}, demo) == 0);
  CHECK(asked.err == "");
  World nothing;
  CHECK(nothing.run({}, demo) == 2);
  CHECK(nothing.out == "");
  CHECK(nothing.err == asked.out);
}

TEST_CASE("app: every way to ask for help gives the same help") {
  const std::vector<std::vector<std::string>> ways = {
      {"serve", "--help"}, {"serve", "-h"}, {"help", "serve"}, {"serve", "--port", "x", "--help"}};
  for (const auto& args : ways) {
    World world;
    CHECK(world.run(args, demo) == 0);
    CHECK(world.out.starts_with("hookctl serve: receive\n"));
  }
  World group;
  CHECK(group.run({"captures", "--help"}, demo) == 0);
  CHECK(group.out.find("  captures show   show one\n") != std::string::npos);
}

TEST_CASE("app: the version is one line") {
  World world;
  CHECK(world.run({"--version"}, demo) == 0);
  CHECK(world.out == "hookctl " HOOKCTL_VERSION "\n");
}

TEST_CASE("commands: no command declares an option or a letter twice") {
  for (const auto* command : cli::all_commands()) {
    CAPTURE(std::string(command->name));
    std::set<std::string_view> names{"help"};
    std::set<char> letters{'h'};
    for (const auto& group : command->groups) {
      for (const auto& option : group.options) {
        CAPTURE(std::string(option.name));
        CHECK(names.insert(option.name).second);
        CHECK((option.letter == 0 || letters.insert(option.letter).second));
      }
    }
  }
}

TEST_CASE("exit: of two outcomes the worse one stays") {
  using cli::Exit;
  struct Case {
    Exit left;
    Exit right;
    Exit expected;
  };
  constexpr Case cases[] = {
      {Exit::ok, Exit::ok, Exit::ok},
      {Exit::ok, Exit::unknown, Exit::unknown},
      {Exit::unknown, Exit::failed, Exit::failed},
      {Exit::failed, Exit::usage, Exit::usage},
      {Exit::usage, Exit::environment, Exit::environment},
      {Exit::environment, Exit::internal, Exit::internal},
      {Exit::failed, Exit::timeout, Exit::timeout},
  };
  for (const auto& [left, right, expected] : cases) {
    CHECK(cli::worst(left, right) == expected);
    CHECK(cli::worst(right, left) == expected);
  }
}

TEST_CASE("fail: the exit code is the fault's, or the signal's when one came") {
  const auto exit_after = [](World world, Fault fault) {
    return world.with_env({}, [&](cli::Env& env) { return cli::fail(env, {"x", {}, fault}); });
  };
  CHECK(exit_after({}, Fault::usage) == cli::Exit::usage);
  CHECK(exit_after({}, Fault::environment) == cli::Exit::environment);
  World stopped{.signal = SIGTERM};
  stopped.stop.request_stop();
  CHECK(exit_after(stopped, Fault::environment) == cli::Exit::terminated);
  stopped.signal = SIGINT;
  CHECK(exit_after(stopped, Fault::environment) == cli::Exit::interrupted);
}
