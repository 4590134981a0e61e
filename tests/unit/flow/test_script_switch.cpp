#include <doctest/doctest.h>

#include "flow/script_switch.h"

namespace hookctl::flow {
namespace {

AnswerScript script_of(std::string_view text) { return *AnswerScript::parse(text, Response{.body = "base"}); }

}  // namespace

TEST_CASE("script switch: another script reaches the listener, with the body of the first") {
  ScriptSwitch script;
  std::optional<AnswerScript> used;
  script.connect(script_of("200"), ScriptSwitch::App::none, [&](AnswerScript next) { used = std::move(next); });
  CHECK(script.text() == "200");
  REQUIRE(script.change("503,204"));
  REQUIRE(used);
  CHECK(used->nth(0)->response == Response{.status = 503, .body = "base"});
  CHECK(script.text() == "503,204");
}

TEST_CASE("script switch: what cannot be used changes nothing") {
  ScriptSwitch script;
  CHECK_FALSE(script.change("500"));
  int used = 0;
  script.connect(script_of("200"), ScriptSwitch::App::none, [&](const AnswerScript&) { ++used; });
  CHECK_FALSE(script.change("oops"));
  CHECK_FALSE(script.change("500,app"));
  CHECK(used == 0);
  script.connect(script_of("app"), ScriptSwitch::App::there, [&](const AnswerScript&) { ++used; });
  CHECK(script.change("500,app"));
  CHECK(used == 1);
  script.disconnect();
  CHECK_FALSE(script.change("500"));
  CHECK(script.text() == "500,app");
}

}  // namespace hookctl::flow
