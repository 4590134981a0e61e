#include <doctest/doctest.h>

#include <string>

#include "flow/restamp.h"

using namespace hookctl;
using namespace std::chrono_literals;

namespace {

const Instant now{1'700'000'000s};

constexpr signature::Scheme scheme{.name = "v1",
                                   .input = "{id}.{ts}.{body}",
                                   .signature = {.header = "X-Sig"},
                                   .id = {.header = "X-Id"},
                                   .timestamp = {.header = "X-Time"}};
constexpr signature::Scheme body_only{.name = "v0", .signature = {.header = "X-Sig"}};

Request captured() {
  return {.headers = {{"X-Id", "msg_old"}, {"X-Time", "1600000000"}, {"X-Sig", "00"}}, .body = "{}"};
}

flow::Restamp rules(std::string_view id, std::string_view time) {
  flow::Restamp restamp;
  flow::read_id_rule(id, restamp);
  CHECK(flow::read_time_rule(time, restamp));
  return restamp;
}

}  // namespace

TEST_CASE("restamp: id and time are kept, fresh, shifted or given") {
  struct Case {
    const char* id;
    const char* time;
    const char* expected;
  };
  const Case cases[] = {
      {"keep", "now", "msg_old 1700000000"},        {"keep", "keep", "msg_old 1600000000"},
      {"keep", "-10m", "msg_old 1699999400"},       {"msg_mine", "+10s", "msg_mine 1700000010"},
      {"keep", "1500000000", "msg_old 1500000000"}, {"x", "2023-11-14T22:13:21Z", "x 1700000001"},
  };
  for (const auto& [id, time, expected] : cases) {
    CAPTURE(std::string(expected));
    const auto stamp = flow::restamped(rules(id, time), scheme, captured(), now);
    REQUIRE(stamp);
    CHECK(stamp->id + " " + stamp->timestamp == std::string(expected));
  }
  const auto fresh = flow::restamped(rules("new", "now"), scheme, captured(), now);
  REQUIRE(fresh);
  CHECK(fresh->id.starts_with("msg_"));
  CHECK(fresh->id != "msg_old");
}

TEST_CASE("restamp: what a scheme does not sign cannot be chosen, and what a capture lacks cannot be kept") {
  CHECK_FALSE(flow::restamped(rules("new", "now"), body_only, captured(), now));
  CHECK_FALSE(flow::restamped(rules("keep", "-1m"), body_only, captured(), now));
  CHECK(flow::restamped(rules("keep", "now"), body_only, captured(), now));
  CHECK_FALSE(flow::restamped(rules("keep", "keep"), scheme, Request{.body = "{}"}, now));
  flow::Restamp restamp;
  CHECK_FALSE(flow::read_time_rule("soon", restamp));
  CHECK_FALSE(flow::read_time_rule("-10", restamp));
}
