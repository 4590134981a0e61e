#include <doctest/doctest.h>

#include <set>

#include "support/command.h"
#include "support/json_lines.h"
#include "support/process.h"

namespace hookctl::test {

TEST_CASE("providers list: names every row, what it signs and whether its schedule is documented") {
  const Folder home;
  const auto listed = run(hookctl(home, {"providers", "list"}));
  CHECK(listed.exit == 0);
  for (const std::string text :
       {"bfl ", "wavespeed ", "standard-webhooks ", "fal ", "fal-2h ", "higgsfield ", "higgsfield-legacy ",
        "higgsfield-v1 ", "hmac-sha256 hex of {body} in X-BFL-Signature", "unsigned", "4 attempts (documented: yes)"}) {
    CAPTURE(text);
    CHECK(listed.out.find(text) != listed.out.npos);
  }
}

TEST_CASE("providers show: every provider of the list, as text and as the same JSON") {
  const Folder home;
  const auto rows = json_lines(run(hookctl(home, {"providers", "list", "--json"})).out, "provider");
  std::set<std::string> names;
  for (const auto& row : rows) {
    const std::string name = row["name"];
    CAPTURE(name);
    CHECK(names.insert(name).second);
    CHECK(row["docs"].get<std::string>().starts_with("https://"));
    const auto text = run(hookctl(home, {"providers", "show", name}));
    CHECK(text.exit == 0);
    CHECK(text.out.starts_with(name + "  " + row["title"].get<std::string>() + "\n"));
    CHECK(text.out.find("documented: " + row["retry"]["documented"].get<std::string>()) != text.out.npos);
    CHECK(json_lines(run(hookctl(home, {"providers", "show", name, "--json"})).out).at(0) == row);
  }
  CHECK(names.size() >= 8);
}

TEST_CASE("providers show: an unknown name gets the nearest known one") {
  const Folder home;
  const auto finished = run(hookctl(home, {"providers", "show", "higsfield"}));
  CHECK(finished.exit == 2);
  CHECK(finished.err == "hookctl: error: unknown provider 'higsfield'\nhookctl: hint: did you mean 'higgsfield'?\n");
}

}  // namespace hookctl::test
