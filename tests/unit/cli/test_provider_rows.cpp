#include <doctest/doctest.h>

#include <string>

#include "support/folder.h"
#include "support/scripted_server.h"
#include "support/world.h"

using namespace hookctl;
using test::Folder;
using test::World;

namespace {

constexpr const char* settings = R"({
  "providers": {
    "my-app": {"name": "Ours", "headers": {"signature": "X-My-Sig"},
               "scheme": {"algorithm": "hmac-sha256", "prefix": "s=", "signed": "{body}"}},
    "bfl": {"name": "From the project"}
  }
})";

World in(const Folder& folder) {
  World world;
  world.folder = folder.path();
  world.variables["XDG_CONFIG_HOME"] = folder.file(".config");
  world.variables["MY_APP_WEBHOOK_SECRET"] = "s3cret";
  return world;
}

}  // namespace

TEST_CASE("user rows: sign and verify know them, and their secret's variable") {
  const Folder folder;
  folder.write("hookctl.json", settings);
  auto signer = in(folder);
  REQUIRE(signer.run({"sign", "--body-text", "{}", "--provider", "my-app"}) == 0);
  CHECK(signer.out.starts_with("X-My-Sig: s="));
  auto checker = in(folder);
  CHECK(checker.run({"verify", "--body-text", "{}", "-H", signer.out.substr(0, signer.out.size() - 1)}) == 0);
  CHECK(checker.out == "verified     my-app v1  key 1  (provider: X-My-Sig starts with 's=')\n");
}

TEST_CASE("user rows: completion suggests them, and hookctl's own where the file is broken") {
  struct Case {
    const char* settings;
    const char* typed;
    const char* suggested;
  };
  const Case cases[] = {
      {settings, "my", "my-app\tOurs\n"},
      {settings, "bf", "bfl\tFrom the project\n"},
      {R"({"providers": {"my-app": {"oops": 1}}})", "my", ""},
      {"{", "bf", "bfl\tBlack Forest Labs\n"},
  };
  for (const auto& each : cases) {
    CAPTURE(each.settings);
    const Folder folder;
    folder.write("hookctl.json", each.settings);
    auto world = in(folder);
    REQUIRE(world.run({"__complete", "verify", "--provider", each.typed}) == 0);
    CHECK(world.out == each.suggested);
  }
}

TEST_CASE("user rows: the project's file wins over the user's") {
  const Folder folder;
  folder.write("hookctl.json", settings);
  folder.write(".config/hookctl/config.json",
               R"({"providers": {"bfl": {"name": "From the user", "docs": "https://u.example"}, "mine": {}}})");
  auto world = in(folder);
  REQUIRE(world.run({"providers", "show", "bfl"}) == 0);
  CHECK(world.out.starts_with("bfl  From the project\n  yours: hookctl.json:5\n  https://u.example\n"));
  auto list = in(folder);
  REQUIRE(list.run({"providers", "list"}) == 0);
  CHECK(list.out.find("yours: hookctl.json:3") != std::string::npos);
  CHECK(list.out.find("yours: " + folder.file(".config/hookctl/config.json") + ":1") != std::string::npos);
  auto json = in(folder);
  REQUIRE(json.run({"providers", "show", "my-app", "--json"}) == 0);
  CHECK(json.out.find(R"("defined_in":"hookctl.json:3")") != std::string::npos);
}

TEST_CASE("user rows: a mistake ends every command that needs them with 2, by file, line and path") {
  const Folder folder;
  folder.write("hookctl.json", "{\n  \"providers\": {\n    \"my-app\": {\n      \"scheme\": {\"algorithn\": \"x\"}}}}");
  for (const auto& args : {std::vector<std::string>{"providers", "list"},
                           {"verify", "--body-text", "x"},
                           {"sign", "--body-text", "x", "--provider", "bfl"},
                           {"simulate", "--provider", "bfl", "--plan"}}) {
    CAPTURE(args.front());
    auto world = in(folder);
    CHECK(world.run(args) == 2);
    CHECK(world.err ==
          "hookctl: error: hookctl.json:4: unknown member 'my-app.scheme.algorithn'\n"
          "hookctl: hint: did you mean 'algorithm'?\n");
  }
}

TEST_CASE("user rows: simulate takes a body where the row has no sample") {
  const Folder folder;
  folder.write("hookctl.json", settings);
  auto without = in(folder);
  CHECK(without.run({"simulate", "--provider", "my-app", "--to", "http://127.0.0.1:1"}) == 2);
  CHECK(without.err ==
        "hookctl: error: --event: my-app has no sample 'success'\nhookctl: hint: give the body: --body FILE\n");
  test::ScriptedServer server({test::reply(test::response(200, ""))});
  auto with = in(folder);
  CHECK(with.run({"simulate", "--provider", "my-app", "--to", server.url("/hook"), "--body",
                  folder.write("body.json", "{}")}) == 0);
  REQUIRE(server.requests().size() == 1);
  CHECK(server.requests().front().find("X-My-Sig: s=") != std::string::npos);
}
