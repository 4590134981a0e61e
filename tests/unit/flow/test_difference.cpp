#include <doctest/doctest.h>
#include <fmt/format.h>

#include "flow/difference.h"
#include "flow/volatile_headers.h"
#include "provider/catalogue.h"

using namespace hookctl;

namespace {

capture::Capture with_body(const Bytes& body) { return {.request = {.body = body}}; }

std::string text_of(const std::vector<flow::Difference>& all) {
  std::string text;
  for (const auto& each : all) {
    text += fmt::format("{}{} {} -> {}{}\n", each.part, each.name.empty() ? "" : " " + each.name,
                        each.left.value_or("-"), each.right.value_or("-"), each.note.empty() ? "" : " " + each.note);
  }
  return text;
}

}  // namespace

TEST_CASE("difference: bodies by pointer where they are JSON, else by their bytes") {
  struct Case {
    Bytes left;
    Bytes right;
    std::string found;
  };
  const Case cases[] = {
      {R"({"a":1,"b":[1,{"c":"x"}]})", R"({"a":1,"b":[1,{"c":"y"}]})", "json /b/1/c \"x\" -> \"y\"\n"},
      {R"({"a":1})", R"({"b":1})", "json /a 1 -> -\njson /b - -> 1\n"},
      {R"([1,2])", R"([1])", "json /1 2 -> -\n"},
      {R"({"a/b":1.10})", R"({"a/b":1.1})", "json /a~1b 1.10 -> 1.1\n"},
      {R"({"a":1})", R"({"a":"1"})", "json /a 1 -> \"1\"\n"},
      {R"({"a":"é"})", R"({"a":"\u00e9"})", "body - -> - the same JSON, written in another way from byte 6 on\n"},
      {"abc", "abd", "body 3 bytes, at byte 2: c -> 3 bytes, at byte 2: d\n"},
      {"", "{}", "body 0 bytes, at byte 0:  -> 2 bytes, at byte 0: {}\n"},
      {"{}", "{}", ""},
  };
  for (const auto& [left, right, found] : cases) {
    CAPTURE(left);
    CHECK(text_of(flow::differences(with_body(left), with_body(right), {})) == found);
  }
}

TEST_CASE("difference: headers by name, whatever their case and order, duplicates and masks included") {
  capture::Capture left{
      .request = {.target = "/a", .headers = {{"X-A", "1"}, {"X-Dup", "1"}, {"x-dup", "2"}, {"Cookie", ""}}},
      .masked = {"Cookie"}};
  capture::Capture right{.request = {.target = "/b", .headers = {{"x-dup", "1"}, {"x-a", "1"}, {"X-New", ""}}}};
  CHECK(text_of(flow::differences(left, right, {})) ==
        "target /a -> /b\nheader X-Dup 1, 2 -> 1\nheader Cookie (masked) -> -\nheader X-New - -> \n");
}

TEST_CASE("difference: what is ignored is no difference, with all that is below it") {
  const capture::Capture left{.request = {.headers = {{"Date", "1"}, {"X-Forwarded-For", "1"}, {"webhook-id", "1"}},
                                          .body = R"({"at":{"s":1},"a":1})"}};
  const capture::Capture right{.request = {.headers = {{"date", "2"}}, .body = R"({"at":2,"a":1})"}};
  const provider::Catalogue catalogue;
  CHECK(flow::differences(left, right, {flow::volatile_headers(catalogue.rows()), {"/at"}}).empty());
  CHECK(flow::differences(left, right, {{}, {"/at"}}).size() == 3);
}
