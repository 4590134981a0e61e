#include <doctest/doctest.h>

#include <string>

#include "base/json_edit.h"

using namespace hookctl;

TEST_CASE("json edit: a place is set, and every other byte stays") {
  struct Case {
    const char* document;
    const char* pointer;
    const char* raw;
    const char* expected;
  };
  const Case cases[] = {
      {R"({ "a" : 1.10,"b":"\u00e9" })", "/a", "2", R"({ "a" : 2,"b":"\u00e9" })"},
      {R"({"a": 1, "b": 2})", "/c", "true", R"({"a": 1, "b": 2, "c": true})"},
      {R"({"a":1})", "/x~1y~0\"", "null", R"({"a":1,"x/y~\"":null})"},
      {"{\n  \"a\" : [ ]\n}\n", "/b", "{}", "{\n  \"a\" : [ ],\n  \"b\" : {}\n}\n"},
      {R"({"a":{}})", "/a/b", "1", R"({"a":{"b":1}})"},
      {R"({"a":[1, 2]})", "/a/-", "3", R"({"a":[1, 2, 3]})"},
      {R"({"a":[1, 2]})", "/a/2", "3", R"({"a":[1, 2, 3]})"},
      {R"({"a":[]})", "/a/0", "3", R"({"a":[3]})"},
      {R"({"k\\\"y" : 1})", "/b", "2", R"({"k\\\"y" : 1,"b" : 2})"},
      {R"({"a":1,"a":2})", "/a", "3", R"({"a":1,"a":3})"},
      {"[1]", "", "2", "2"},
  };
  for (const auto& [document, pointer, raw, expected] : cases) {
    CAPTURE(std::string(document));
    const auto edited = json::with_set(document, pointer, raw);
    REQUIRE(edited);
    CHECK(*edited == std::string(expected));
  }
}

TEST_CASE("json edit: a place is taken out with its comma, and every other byte stays") {
  struct Case {
    const char* document;
    const char* pointer;
    const char* expected;
  };
  const Case cases[] = {
      {R"({"a": 1, "b": 2})", "/a", R"({"b": 2})"},
      {R"({"a": 1, "b": 2})", "/b", R"({"a": 1})"},
      {R"({ "a": 1 })", "/a", R"({  })"},
      {R"({"a":1,"b":2,"a":3})", "/a", R"({"b":2})"},
      {R"([1, 2, 3])", "/1", R"([1, 3])"},
      {R"({"x":{"a\\":{"b":[1.0]}},"y":1e5})", "/x/a\\/b", R"({"x":{"a\\":{}},"y":1e5})"},
      {"{\n  \"a\": 1,\n  \"b\": 2\n}", "/b", "{\n  \"a\": 1\n}"},
  };
  for (const auto& [document, pointer, expected] : cases) {
    CAPTURE(std::string(document));
    const auto edited = json::without(document, pointer);
    REQUIRE(edited);
    CHECK(*edited == std::string(expected));
  }
}

TEST_CASE("json edit: a place that cannot be there is an error that names it") {
  const char* const places[] = {"/no/such", "/a/b", "/list/7", "/list/x", "no-slash"};
  for (const auto* place : places) {
    CAPTURE(std::string(place));
    const auto edited = json::with_set(R"({"a":1,"list":[1]})", place, "1");
    REQUIRE_FALSE(edited);
    CHECK(edited.error().message.starts_with("the body has no "));
  }
  CHECK_FALSE(json::without(R"({"a":1})", "/b"));
  CHECK_FALSE(json::without(R"({"a":1})", ""));
  CHECK_FALSE(json::without("a=1", "/a"));
}
