#include <doctest/doctest.h>

#include <optional>
#include <vector>

#include "inspector/marks.h"

namespace hookctl::inspector {
namespace {

capture::Capture answered(std::optional<capture::Answered> response) {
  capture::Capture capture;
  capture.id = "A";
  capture.response = std::move(response);
  return capture;
}

}  // namespace

TEST_CASE("marks: what was recorded of an answer is judged by status and time, as far as it is known") {
  struct Case {
    capture::Expected expected;
    std::optional<capture::Answered> response;
    std::optional<bool> as_expected;
  };
  const std::vector<Case> cases{
      {{.status = "200"}, capture::Answered{.status = 200}, true},
      {{.status = ""}, capture::Answered{.status = 204}, true},
      {{.status = "200,202"}, capture::Answered{.status = 204}, false},
      {{.status = "5xx"}, capture::Answered{.status = 503}, true},
      {{.status = "2xx", .body = "what the record does not hold"}, capture::Answered{.status = 200}, true},
      {{.status = "2xx", .max_latency = "10ms"}, capture::Answered{.status = 200, .ms = 9.5}, true},
      {{.status = "2xx", .max_latency = "10ms"}, capture::Answered{.status = 200, .ms = 10.5}, false},
      {{.status = "2xx", .max_latency = "10ms"}, capture::Answered{.status = 200}, true},
      {{.status = "2xx"}, capture::Answered{.status = 200, .fault = "truncate"}, false},
      {{.status = "2xx"}, capture::Answered{.status = 0, .fault = "reset"}, false},
      {{.status = "2xx"}, std::nullopt, std::nullopt},
  };
  for (const auto& [expected, response, as_expected] : cases) {
    CAPTURE(expected.status);
    Marks marks;
    REQUIRE(marks.set("A", expected));
    CHECK(marks.judge(answered(response)) == as_expected);
    marks.remove("A");
    CHECK_FALSE(marks.judge(answered(response)).has_value());
  }
}

TEST_CASE("marks: what cannot be read changes nothing") {
  Marks marks;
  REQUIRE(marks.set("A", {.status = "200"}));
  CHECK_FALSE(marks.set("A", {.status = "often"}));
  CHECK_FALSE(marks.set("A", {.status = "200", .body = "("}));
  CHECK_FALSE(marks.set("A", {.status = "200", .max_latency = "soon"}));
  CHECK(marks.find("A") == capture::Expected{.status = "200"});
  CHECK_FALSE(marks.find("B").has_value());
}

}  // namespace hookctl::inspector
