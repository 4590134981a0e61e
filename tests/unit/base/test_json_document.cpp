#include <doctest/doctest.h>

#include <string>

#include "base/json_document.h"

using namespace hookctl;
using json::Document;

TEST_CASE("json document: a search finds what json::find finds") {
  const std::string text =
      R"({"a":1,"b":{"c":[10,{"d":"x"}]},"a/b":2,"a~b":3,"":4,"*":5,"a":6,"t\u0065xt":7,"n":null})";
  const auto document = Document::read(text);
  REQUIRE(document);
  struct Case {
    std::string pointer, raw;
  };
  const Case cases[] = {
      {"", text},     {"/a", "6"},    {"/b/c/0", "10"},   {"/b/c/1/d", R"("x")"}, {"/a~1b", "2"},
      {"/a~0b", "3"}, {"/", "4"},     {"/text", "7"},     {"/n", "null"},         {"/missing", ""},
      {"/a/b", ""},   {"/b/c/2", ""}, {"/b/missing", ""},
  };
  for (const auto& [pointer, raw] : cases) {
    CAPTURE(pointer);
    const auto found = document->find(pointer);
    CHECK(std::string(found ? found->raw : "") == raw);
    const auto elsewhere = json::find(*json::parse(text), pointer);
    CHECK(std::string(elsewhere ? elsewhere->raw : "") == raw);
  }
}

TEST_CASE("json document: a star stands for every member or element, also at the first place") {
  const auto object = Document::read(R"({"a":{"u":1},"b":{"u":2},"c":[{"u":3},{"u":4}]})");
  REQUIRE(object);
  CHECK(object->find_all("/*/u").size() == 2);
  CHECK(object->find_all("/c/*/u").size() == 2);
  CHECK(object->find_all("/d/*/u").empty());
  const auto array = Document::read(R"([{"u":1},{"u":2}])");
  REQUIRE(array);
  CHECK(array->find_all("/*/u").size() == 2);
  CHECK(std::string(array->find("/1/u")->raw) == "2");
}

TEST_CASE("json document: what is no JSON is no document") {
  for (const std::string text : {"", "{", R"({"a":1}x)", "nul"}) {
    CAPTURE(text);
    CHECK_FALSE(Document::read(text));
  }
}
