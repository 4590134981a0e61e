#include <doctest/doctest.h>

#include "demo.h"
#include "support/folder.h"
#include "support/world.h"

using namespace hookctl;
using test::demo;
using test::World;

namespace {

constexpr std::array<std::string_view, 2> providers{"stripe", "my-app"};

/// The secrets for `stripe` and `my-app` that `hookctl serve` finds: `a,b / c`, or the error.
std::string secrets(World& world, std::vector<std::string> words) {
  return world.with_env({}, [&](cli::Env& env) -> std::string {
    const auto given = cli::parse_args(test::serve, words);
    REQUIRE(given);
    const auto settings = cli::resolve_settings(test::serve, *given, env, demo);
    REQUIRE(settings);
    const auto secrets = cli::read_secrets(*settings, env, providers);
    if (!secrets) return secrets.error().message + " | " + secrets.error().hint;
    std::string text;
    for (const auto& one : secrets->for_provider("stripe")) text += std::string(one.expose()) + ",";
    text += " /";
    for (const auto& one : secrets->for_provider("my-app")) text += " " + std::string(one.expose()) + ",";
    return text;
  });
}

}  // namespace

TEST_CASE("secrets: all those of the first source that gives any") {
  struct Case {
    const char* name;
    std::vector<std::string> words;
    std::map<std::string, std::string> variables;
    const char* expected;
  };
  const Case cases[] = {
      {"none", {}, {}, " /"},
      {"flags of all three kinds together",
       {"--secret", "v", "--secret-env", "A", "--secret-env=B", "--secret-file", "-"},
       {{"A", "a"}, {"B", "b"}, {"HOOKCTL_SECRET", "no"}, {"STRIPE_WEBHOOK_SECRET", "no"}},
       "a,b,from stdin,v, / a, b, from stdin, v,"},
      {"HOOKCTL_SECRET", {}, {{"HOOKCTL_SECRET", "h"}, {"STRIPE_WEBHOOK_SECRET", "no"}}, "h, / h,"},
      {"HOOKCTL_SECRET_ENV", {}, {{"HOOKCTL_SECRET_ENV", "A"}, {"A", "a"}, {"STRIPE_WEBHOOK_SECRET", "no"}}, "a, / a,"},
      {"one variable per provider", {}, {{"STRIPE_WEBHOOK_SECRET", "s"}, {"MY_APP_WEBHOOK_SECRET", "m"}}, "s, / m,"},
      {"another provider's variable", {}, {{"MY_APP_WEBHOOK_SECRET", "m"}}, " / m,"},
  };
  for (const auto& [name, words, variables, expected] : cases) {
    CAPTURE(std::string(name));
    World world{.variables = variables, .standard_input = "from stdin\n"};
    CHECK(secrets(world, words) == std::string(expected));
  }
}

TEST_CASE("secrets: a flag beats what the project file names") {
  const test::Folder folder;
  folder.write("hookctl.json", R"({"secret-env": ["A", "B"]})");
  World file{.variables = {{"A", "a"}, {"B", "b"}, {"STRIPE_WEBHOOK_SECRET", "no"}}, .folder = folder.path()};
  CHECK(secrets(file, {}) == "a,b, / a, b,");
  CHECK(secrets(file, {"--secret", "v"}) == "v, / v,");
}

TEST_CASE("secrets: exactly one newline at the end of a file is dropped") {
  struct Case {
    const char* text;
    const char* expected;
  };
  constexpr Case cases[] = {{"s", "s"},       {"s\n", "s"},   {"s\r\n", "s"},
                            {"s\n\n", "s\n"}, {"s\r", "s\r"}, {" s \n", " s "}};
  for (const auto& [text, expected] : cases) {
    CAPTURE(std::string(text));
    const test::Folder folder;
    World world;
    CHECK(secrets(world, {"--secret-file", folder.write("secret", text)}) ==
          std::string(expected) + ", / " + expected + ",");
  }
}

TEST_CASE("secrets: a missing or empty one is an error that never shows a value") {
  struct Case {
    std::vector<std::string> words;
    std::map<std::string, std::string> variables;
    const char* expected;
  };
  constexpr auto empty = "the secret is empty | anyone can sign with an empty key; give the provider's secret";
  constexpr auto no_variable =
      "--secret-env: there is no such variable | give the name of the environment variable that holds the secret";
  const Case cases[] = {
      {{"--secret-env", "MY_SECRET"}, {}, "--secret-env: the variable MY_SECRET is not set | export MY_SECRET=..."},
      {{"--secret-env", "whsec_hidden"}, {}, no_variable},
      {{"--secret-env", "ABCDEFGHIJKLMNOPQRSTUVWX"}, {}, no_variable},
      {{"--secret-env", "A"}, {{"A", ""}}, "--secret-env: "},
      {{"--secret-file", "whsec_hidden"},
       {},
       "--secret-file: cannot read the file | give the name of a file that holds the secret, or - for stdin"},
      {{"--secret-file", "/dev/null"}, {}, "--secret-file: "},
      {{"--secret", ""}, {}, "--secret: "},
      {{"--secret-file", "-", "--secret-file", "-"},
       {},
       "--secret-file: standard input was read already | only one option or argument can be '-'"},
      {{}, {{"HOOKCTL_SECRET", ""}}, "HOOKCTL_SECRET: "},
      {{}, {{"STRIPE_WEBHOOK_SECRET", ""}}, "STRIPE_WEBHOOK_SECRET: "},
  };
  for (const auto& [words, variables, expected] : cases) {
    CAPTURE(std::string(expected));
    World world{.variables = variables, .standard_input = "s"};
    const auto whole = std::string_view(expected).ends_with(": ") ? std::string(expected) + empty : expected;
    CHECK(secrets(world, words) == whole);
  }
}

TEST_CASE("secrets: --secret on the command line warns once, the variable does not") {
  World flag;
  secrets(flag, {"--secret", "a", "--secret", "b"});
  CHECK(flag.err ==
        "hookctl: warning: --secret is visible to other users of this machine; --secret-env and --secret-file are "
        "not\n");
  World variable{.variables = {{"HOOKCTL_SECRET", "a"}}};
  secrets(variable, {});
  CHECK(variable.err == "");
}
