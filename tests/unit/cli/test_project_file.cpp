#include <doctest/doctest.h>

#include "cli/project_file.h"
#include "cli/project_keys.h"
#include "demo.h"
#include "support/folder.h"
#include "support/world.h"

using namespace hookctl;
using test::demo;

namespace {

/// What is wrong with a hookctl.json for `hookctl serve`: message and hint, or `fine`.
std::string problem(std::string_view text) {
  const auto file = cli::parse_project_file(text, "hookctl.json");
  if (!file) return file.error().message + " | " + file.error().hint;
  const auto checked = cli::check_keys(*file, test::serve, demo);
  if (!checked) return checked.error().message + " | " + checked.error().hint;
  return "fine";
}

}  // namespace

TEST_CASE("project file: what is wrong is said with file, line and what to do") {
  struct Case {
    const char* text;
    const char* expected;
  };
  constexpr Case cases[] = {
      {"{}", "fine"},
      {"// a comment\n{ \"port\": 9000, /* two */ \"header\": [\"A: 1\"], \"serve\": {\"no-explain\": true} }", "fine"},
      {"\xEF\xBB\xBF{\"port\": \"0\"}", "fine"},
      {"{\"captures show\": {\"color\": \"never\"}}", "fine"},
      {"{\"deadline\": 1.50}", "fine"},
      {"{\n\n\"prot\": 1}", "hookctl.json:3: unknown key 'prot' | did you mean 'port'?"},
      {"{\n\"serve\": {\n\"prot\": 1}}", "hookctl.json:3: unknown key 'prot' | did you mean 'port'?"},
      {"{\n\"srve\": {}}", "hookctl.json:2: unknown key 'srve' | did you mean 'serve'?"},
      {"{\"captures show\": {\"sync\": \"os\"}}", "hookctl.json:1: unknown key 'sync' | known: json, color"},
      {"{\"port\": true}", "hookctl.json:1: 'port' takes a text or a number (PORT) | "},
      {"{\"no-explain\": \"yes\"}", "hookctl.json:1: 'no-explain' takes true or false | "},
      {"{\"port\": [1, 2]}", "hookctl.json:1: 'port' takes one value, not an array | "},
      {"{\"port\": null}", "hookctl.json:1: 'port' cannot be null | leave it out"},
      {"{\n\"port\": 1,\n\"port\": 2}", "hookctl.json:3: 'port' is written twice | delete one of them"},
      {"{\"serve\": {},\n\"serve\": {}}", "hookctl.json:2: 'serve' is written twice | delete one of them"},
      {"{\"serve\": {\"port\":\n{}}}",
       "hookctl.json:2: 'port' cannot hold an object | a value is a text, a number, true, false, or an array of those"},
      {"{\"header\": [[]]}",
       "hookctl.json:1: 'header' cannot hold an array in an array | a value is a text, a number, true, false, or an "
       "array of those"},
      {"{\"header\": [{}]}",
       "hookctl.json:1: 'header' cannot hold an object | a value is a text, a number, true, false, or an array of "
       "those"},
      {"{\"providers\": 1}", "hookctl.json:1: 'providers' holds rows, not one value | "},
      {"{\"providers\": [],\n\"providers\": {}}", "hookctl.json:2: 'providers' is written twice | delete one of them"},
      {"[]", "hookctl.json:1: the whole file must be one object | write { \"port\": 9000 }"},
      {"1", "hookctl.json:1: the whole file must be one object | write { \"port\": 9000 }"},
      {"{\n\"port\": 1\n\"sync\": 2}",
       "hookctl.json:3: this is not JSON | names and texts stand in double quotes, commas between; // comments are "
       "fine"},
      {"",
       "hookctl.json:1: this is not JSON | names and texts stand in double quotes, commas between; // comments are "
       "fine"},
      {"{\n\"secret\": \"whsec_hidden\"}",
       "hookctl.json:2: a secret does not belong in a file that is shared | name the variable that holds it: "
       "\"secret-env\": \"MY_SECRET\""},
      {"{\"serve\": {\"secret\": \"whsec_hidden\"}}",
       "hookctl.json:1: a secret does not belong in a file that is shared | name the variable that holds it: "
       "\"secret-env\": \"MY_SECRET\""},
  };
  for (const auto& [text, expected] : cases) {
    CAPTURE(std::string(text));
    CHECK(problem(text) == std::string(expected));
  }
}

TEST_CASE("project file: values keep their text, and tell where their key stands") {
  const auto file = cli::parse_project_file("{\"a\": 010.5e1,\n\"b\":\n[1, \"two\", true]}", "f");
  CHECK_FALSE(file);  // JSON has no leading zeros
  const auto good = cli::parse_project_file("{\"a\": 1.50,\n\"b\":\n[1, \"two\", -3], \"c\": \"\\u00e9\"}", "f");
  REQUIRE(good);
  const auto& entries = good->sections.front().entries;
  REQUIRE(entries.size() == 3);
  CHECK(entries[0].values == std::vector<std::string>{"1.50"});
  CHECK(entries[1].values == std::vector<std::string>{"1", "two", "-3"});
  CHECK(entries[1].line == 2);
  CHECK(entries[2].values == std::vector<std::string>{"é"});
}

TEST_CASE("project file: the value of providers is kept as it is written") {
  const auto file = cli::parse_project_file("{\n\"providers\": [ {\"name\": [1]}, // mine\n {} ],\n\"port\": 1}", "f");
  REQUIRE(file);
  REQUIRE(file->providers.has_value());
  CHECK(file->providers->text == "[ {\"name\": [1]}, // mine\n {} ]");
  CHECK(file->providers->line == 2);
  CHECK(file->sections.front().entries.front().key == "port");
}

TEST_CASE("project file: a document that nests too deep is refused, not recursed into") {
  const auto text = "{\"providers\":" + std::string(100'000, '[');
  CHECK(problem(text) == "hookctl.json:1: JSON nests at most 128 deep here | ");
}

TEST_CASE("project file: one that is not there is fine, one that cannot be read is an error") {
  const auto absent = cli::read_project_file("/nonexistent/hookctl.json", "hookctl.json");
  REQUIRE(absent);
  CHECK_FALSE(absent->has_value());
  const test::Folder folder;
  const auto unreadable = cli::read_project_file(folder.path(), "hookctl.json");
  REQUIRE_FALSE(unreadable);
  CHECK(unreadable.error().message == "cannot read '" + folder.path() + "': Is a directory");
}

TEST_CASE("project file: a broken one stops every command that has options with exit code 2") {
  const test::Folder folder;
  folder.write("hookctl.json", "{\n\"prot\": 1}");
  test::World world{.folder = folder.path()};
  CHECK(world.run({"serve"}, demo) == 2);
  CHECK(world.err == "hookctl: error: hookctl.json:2: unknown key 'prot'\nhookctl: hint: did you mean 'port'?\n");
  CHECK(world.run({"captures", "list"}, demo) == 0);
}
