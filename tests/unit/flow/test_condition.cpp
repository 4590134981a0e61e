#include <doctest/doctest.h>

#include "flow/condition.h"
#include "flow/event_key.h"
#include "flow/goals.h"
#include "flow/route.h"

using namespace hookctl;
using namespace hookctl::flow;

namespace {

capture::Capture payment() {
  capture::Capture capture{.request = {.target = "/stripe/hook?a=1",
                                       .headers = {{"X-Env", "prod"}},
                                       .body = R"({"id":"evt_1","data":{"amount":1.50}})"},
                           .verdict = {.state = signature::State::verified, .provider = "stripe"},
                           .event = capture::EventNote{.provider = "stripe",
                                                       .id = "evt_1",
                                                       .subject = "pay_1",
                                                       .type = "payment.created",
                                                       .status = "succeeded"},
                           .response = capture::Answered{.status = 200}};
  return capture;
}

}  // namespace

TEST_CASE("condition: fields, places, patterns and opposites") {
  struct Case {
    std::string_view text;
    bool holds;
  };
  const Case cases[] = {
      {"provider=stripe", true},
      {"provider=stripe,status=failed", false},
      {"status!=failed", true},
      {"status!=failed|succeeded", false},
      {"status=failed|succeeded", true},
      {"type=payment.*", true},
      {"type=*.created", true},
      {"type=pay*nt.*ed", true},
      {"type=payment.*.created", false},
      {"type=*", true},
      {"event=charge.*|payment.*", true},
      {"path=/stripe/hook", true},
      {"path=/stripe*", true},
      {"path=/hook", false},
      {"target=/stripe/hook?a=1", true},
      {"header:x-env=prod", true},
      {"header:X-Other=", true},
      {"json:/data/amount=1.50", true},
      {"json:/data/amount=1.5", false},
      {"json:/id=evt_*", true},
      {"answer=200,verdict=verified,id=evt_1,subject=pay_1", true},
  };
  for (const auto& [text, holds] : cases) {
    CAPTURE(text);
    const auto condition = Condition::parse(text);
    REQUIRE(condition);
    CHECK(condition->holds(payment()) == holds);
  }
}

TEST_CASE("condition: an event without a type goes by its raw status") {
  auto capture = payment();
  capture.event->type.clear();
  capture.event->raw_status = "Ready";
  CHECK(Condition::parse("event=Ready")->holds(capture));
}

TEST_CASE("condition: what cannot be asked is refused with the nearest field") {
  struct Case {
    std::string_view text;
    std::string_view hint;
  };
  const Case cases[] = {{"staus=x", "did you mean 'status'?"},
                        {"status", "write FIELD=VALUE"},
                        {"=x", "write FIELD=VALUE"},
                        {"hedaer:X=1", "known: "},
                        {"body-hash=1", "known: "},
                        {"", "write FIELD=VALUE"}};
  for (const auto& [text, hint] : cases) {
    CAPTURE(text);
    const auto condition = Condition::parse(text);
    REQUIRE_FALSE(condition);
    CHECK(condition.error().hint.starts_with(hint));
  }
}

TEST_CASE("event key: reads a member, a header or a hash, and leaves the provider's id to its row") {
  struct Case {
    std::string_view text;
    std::string key;
  };
  const Case cases[] = {{"json:/id", "evt_1"},
                        {"json:/data/amount", "1.50"},
                        {"json:/none", ""},
                        {"header:x-env", "prod"},
                        {"header:X-None", ""},
                        {"provider", ""},
                        {"body-hash", "02431dd5946ad5e97e7325f4a725e551cd0477c4a57f0a0947ac597170804738"}};
  for (const auto& [text, key] : cases) {
    CAPTURE(text);
    const auto parsed = EventKey::parse(text);
    REQUIRE(parsed);
    CHECK(parsed->of(payment().request) == key);
  }
  for (const std::string text : {"", "json:", "header:", "body", "provider:x", "query:id"}) {
    CAPTURE(text);
    CHECK_FALSE(EventKey::parse(text));
  }
}

TEST_CASE("goals: an id counts once it came in a delivery that is not known to be false") {
  GoalWatch watch({.expected = {"pay_1", "other"}});
  auto capture = payment();
  capture.verdict.state = signature::State::failed;
  CHECK_FALSE(watch.reached_by(capture, 1));
  CHECK(watch.missing() == std::vector<std::string>{"pay_1", "other"});
  CHECK(watch.is_unexpected(capture));
  CHECK_FALSE(watch.reached_by(payment(), 2));
  CHECK_FALSE(watch.is_unexpected(payment()));
  CHECK(watch.missing() == std::vector<std::string>{"other"});
  capture = payment();
  capture.event->id = "other";
  CHECK(watch.reached_by(capture, 3) == EndReason::expect);
  CHECK_FALSE(watch.is_unexpected(payment()));
}

TEST_CASE("goals: the first that is reached ends") {
  Goals goals{.count = 2, .until = *Condition::parse("status=failed")};
  GoalWatch watch(goals);
  CHECK_FALSE(watch.reached_by(payment(), 1));
  CHECK(watch.reached_by(payment(), 2) == EndReason::count);
  auto failed = payment();
  failed.event->status = "failed";
  CHECK(watch.reached_by(failed, 1) == EndReason::until);
  CHECK_FALSE(GoalWatch({}).reached_by(payment(), 1'000));
  CHECK_FALSE(GoalWatch({}).is_unexpected(payment()));
}

TEST_CASE("route: a URL alone, below a path, or where a condition holds") {
  struct Case {
    std::string_view text;
    bool leads;
  };
  const Case cases[] = {{"http://localhost:3000", true},
                        {"/stripe=http://localhost:3000", true},
                        {"/stripe/=http://localhost:3000", true},
                        {"/stripe/hook=http://localhost:3000/x", true},
                        {"/str=http://localhost:3000", false},
                        {"/bfl=http://localhost:3000", false},
                        {"type=payment.*=http://localhost:3000", true},
                        {"provider=bfl=https://example.com/a?b=http://c", false}};
  for (const auto& [text, leads] : cases) {
    CAPTURE(text);
    const auto route = parse_route(text);
    REQUIRE(route);
    const std::vector<Route> routes{*route};
    CHECK(routes_of(routes, payment()).size() == (leads ? 1 : 0));
  }
  CHECK(parse_route("provider=bfl=https://example.com/a?b=http://c")->url == "https://example.com/a?b=http://c");
  for (const std::string text : {"", "localhost", "/a=ftp://x", "staus=x=http://localhost"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_route(text));
  }
}
