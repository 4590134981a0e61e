#include <doctest/doctest.h>

#include <string>

#include "base/json.h"
#include "flow/edits.h"

using namespace hookctl;

namespace {

std::string after(const std::string& body, const std::string& set) {
  const auto edit = flow::parse_set(set);
  REQUIRE(edit);
  const auto edited = flow::edited_body(body, {.members = {*edit}});
  REQUIRE(edited);
  return *edited;
}

}  // namespace

TEST_CASE("edits: what was a string stays one, elsewhere JSON is JSON and anything else a string") {
  struct Case {
    const char* set;
    const char* expected;
  };
  const Case cases[] = {
      {"/s=7", R"({"s":"7","n":1,"o":{}})"},
      {"/s=a\"b", R"({"s":"a\"b","n":1,"o":{}})"},
      {"/n=7.50", R"({"s":"x","n":7.50,"o":{}})"},
      {"/n=seven", R"({"s":"x","n":"seven","o":{}})"},
      {"/n={\"a\":[1]}", R"({"s":"x","n":{"a":[1]},"o":{}})"},
      {"/new=true", R"({"s":"x","n":1,"o":{},"new":true})"},
      {"/o/e==", R"({"s":"x","n":1,"o":{"e":"="}})"},
      {"/n=", R"({"s":"x","n":"","o":{}})"},
  };
  for (const auto& [set, expected] : cases) {
    CAPTURE(std::string(set));
    CHECK(after(R"({"s":"x","n":1,"o":{}})", set) == std::string(expected));
  }
}

TEST_CASE("edits: property: whatever value is set, only its bytes differ") {
  const std::string body =
      "{\r\n \"id\" : \"\\u00e9\\/\", \"amount\":1.10 ,\t\"big\":12345678901234567890,"
      "\"list\":[ {\"a\" : null},{\"a\":1e5} ],\"id2\":\"\xc3\xa9\"}\n";
  for (const std::string pointer : {"/id", "/amount", "/big", "/list", "/list/0", "/list/0/a", "/list/1/a", "/id2"}) {
    const auto root = json::parse(body);
    REQUIRE(root);
    const auto old = json::find(*root, pointer);
    REQUIRE(old);
    const auto start = static_cast<std::size_t>(old->raw.data() - body.data());
    for (const std::string value : {"x", "0", "null", "\"q\"", "[1, 2]", "\\", "\n"}) {
      CAPTURE(pointer);
      CAPTURE(value);
      const auto edited = after(body, pointer + "=" + value);
      CHECK(json::parse(edited));
      CHECK(edited.substr(0, start) == body.substr(0, start));
      const auto tail = body.substr(start + old->raw.size());
      REQUIRE(edited.size() >= start + tail.size());
      CHECK(edited.substr(edited.size() - tail.size()) == tail);
    }
  }
}

TEST_CASE("edits: another body comes first, then its members in their order") {
  const auto edited = flow::edited_body("old", {.body = R"({"a":1,"b":2})", .members = {{"/b", "3"}, {"/a", {}}}});
  REQUIRE(edited);
  CHECK(*edited == R"({"b":3})");
}

TEST_CASE("edits: headers are set where they stand, added at the end, left out") {
  Headers headers{{"X-A", "1"}, {"X-B", "2"}, {"x-a", "3"}, {"X-C", "4"}};
  flow::edit_headers(headers, {.headers = {{"x-b", "new"}, {"X-D", "5"}}, .dropped = {"X-A"}});
  CHECK(headers == Headers{{"X-B", "new"}, {"X-C", "4"}, {"X-D", "5"}});
}

TEST_CASE("edits: a body that is no JSON, a place that is none and a wildcard are refused") {
  CHECK_FALSE(flow::edited_body("a=1", {.members = {{"/a", "2"}}}));
  for (const char* text : {"status=1", "/status", "/items/*/id=1"}) CHECK_FALSE(flow::parse_set(text));
  for (const char* text : {"status", "", "/items/*"}) CHECK_FALSE(flow::parse_unset(text));
}
