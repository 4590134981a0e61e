#include <doctest/doctest.h>

#include <stdexcept>

#include "demo.h"
#include "support/folder.h"
#include "support/world.h"

using namespace hookctl;
using test::demo;
using test::Folder;
using test::World;

namespace {

/// Runs `hookctl serve` and gives what it printed, or what went wrong.
std::string serve(World& world, std::vector<std::string> args) {
  args.insert(args.begin(), "serve");
  world.run(std::move(args), demo);
  return world.out + world.err;
}

}  // namespace

TEST_CASE("settings: flag beats environment beats project file beats user's file beats default") {
  struct Case {
    const char* flag;
    const char* variable;
    const char* project;
    const char* user;
    const char* expected;
  };
  constexpr Case cases[] = {
      {"1", "2", R"({"port":3})", R"({"port":4})", "port 1 from --port"},
      {nullptr, "2", R"({"port":3})", R"({"port":4})", "port 2 from HOOKCTL_PORT"},
      {nullptr, "", R"({"port":3})", R"({"port":4})", "port 3 from hookctl.json:1"},
      {nullptr, nullptr, R"({"port":"3"})", R"({"port":4})", "port 3 from hookctl.json:1"},
      {nullptr, nullptr, "{\"port\":3,\n\"serve\":{\"port\":5}}", R"({"port":4})", "port 5 from hookctl.json:2"},
      {nullptr, nullptr, R"({"replay":{},"serve":{}})", "{\n\"port\":4}", "port 4 from FOLDER/hookctl/config.json:2"},
      {nullptr, nullptr, nullptr, nullptr, "port 8787 from --port"},
  };
  for (const auto& [flag, variable, project, user, expected] : cases) {
    CAPTURE(std::string(expected));
    const Folder folder;
    World world{.variables = {{"XDG_CONFIG_HOME", folder.path()}}, .folder = folder.path()};
    if (variable != nullptr) world.variables["HOOKCTL_PORT"] = variable;
    if (project != nullptr) folder.write("hookctl.json", project);
    if (user != nullptr) folder.write("hookctl/config.json", user);
    auto printed =
        serve(world, flag == nullptr ? std::vector<std::string>{} : std::vector<std::string>{"--port", flag});
    if (const auto at = printed.find(folder.path()); at != printed.npos) {
      printed.replace(at, folder.path().size(), "FOLDER");
    }
    CHECK(printed.substr(0, printed.find('\n')) == std::string(expected));
  }
}

TEST_CASE("settings: the user's file is found under the home folder when XDG_CONFIG_HOME says nothing") {
  const Folder home;
  home.write(".config/hookctl/config.json", R"({"port": 9})");
  World world{.variables = {{"HOME", home.path()}, {"XDG_CONFIG_HOME", "relative"}}};
  CHECK(serve(world, {}).starts_with("port 9 from " + home.path()));
}

TEST_CASE("settings: a repeatable option takes all values of the first source that gives any") {
  const Folder folder;
  folder.write("hookctl.json", R"({"header": ["A: 1", "B: 2"]})");
  World file{.folder = folder.path()};
  CHECK(serve(file, {}).find("header A: 1|B: 2\n") != std::string::npos);
  World variable{.variables = {{"HOOKCTL_HEADER", "C: 3"}}, .folder = folder.path()};
  CHECK(serve(variable, {}).find("header C: 3\n") != std::string::npos);
  World flags{.variables = {{"HOOKCTL_HEADER", "C: 3"}}, .folder = folder.path()};
  CHECK(serve(flags, {"-H", "D: 4", "--header=E: 5", "-HF: 6"}).find("header D: 4|E: 5|F: 6\n") != std::string::npos);
}

TEST_CASE("settings: of an option that is given twice the last value counts") {
  World world;
  CHECK(serve(world, {"--port", "1", "-p", "2"}).starts_with("port 2 from --port"));
}

TEST_CASE("settings: flags take true, false, 1 and 0 from every source") {
  struct Case {
    const char* word;
    const char* expected;
  };
  constexpr Case cases[] = {{"true", "no-explain true"},
                            {"1", "no-explain true"},
                            {"false", "no-explain false"},
                            {"0", "no-explain false"},
                            {"maybe", "HOOKCTL_NO_EXPLAIN: a flag is true or false"}};
  for (const auto& [word, expected] : cases) {
    CAPTURE(std::string(word));
    World world{.variables = {{"HOOKCTL_NO_EXPLAIN", word}}};
    CHECK(serve(world, {}).find(expected) != std::string::npos);
  }
  World flag{.variables = {{"HOOKCTL_NO_EXPLAIN", "1"}}};
  CHECK(serve(flag, {"--no-explain=false"}).find("no-explain false") != std::string::npos);
}

TEST_CASE("settings: a word that is none of the option's is refused with the nearest") {
  World world{.variables = {{"HOOKCTL_SYNC", "dsk"}}};
  CHECK(world.run({"serve"}, demo) == 2);
  CHECK(world.err == "hookctl: error: HOOKCTL_SYNC: unknown word 'dsk'\nhookctl: hint: did you mean 'disk'?\n");
}

namespace {

/// Resolves `serve` with these words and variables.
cli::Settings resolved(std::vector<std::string> words, std::map<std::string, std::string> variables = {}) {
  World world{.variables = std::move(variables)};
  return world.with_env({}, [&](cli::Env& env) {
    const auto given = cli::parse_args(test::serve, words);
    REQUIRE(given);
    auto settings = cli::resolve_settings(test::serve, *given, env, demo);
    REQUIRE(settings);
    return *std::move(settings);
  });
}

}  // namespace

TEST_CASE("settings: typed values name the place of a value they cannot read") {
  const auto settings = resolved({"--deadline", "soon"}, {{"HOOKCTL_PORT", "x"}, {"HOOKCTL_MAX_BODY", "2KiB"}});
  CHECK(settings.number("port", 0, 65535).error().message == "HOOKCTL_PORT: cannot use 'x' here");
  CHECK(settings.duration("deadline").error().message == "--deadline: cannot read 'soon' as a duration");
  CHECK(*settings.size("max-body") == 2048);
}

TEST_CASE("settings: an option counts as given unless only its default speaks") {
  const auto settings = resolved({"--deadline=5s"});
  CHECK(settings.given("deadline"));
  CHECK_FALSE(settings.given("port"));
  CHECK_FALSE(settings.given("provider"));
  CHECK(*settings.number("port", 0, 65535) == 8787);
  CHECK(*settings.duration("deadline") == Millis{5000});
  CHECK_FALSE(settings.text("provider").has_value());
}

TEST_CASE("settings: asking for what the command does not declare is a programming error") {
  const auto settings = resolved({});
  CHECK_THROWS_AS((void)settings.text("prot"), std::logic_error);
  CHECK_THROWS_AS((void)settings.flag("prot"), std::logic_error);
  CHECK_THROWS_AS((void)settings.argument("FILE"), std::logic_error);
  CHECK_THROWS_AS((void)settings.duration("deadline"), std::logic_error);
}
