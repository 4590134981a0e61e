#include <doctest/doctest.h>

#include <string>

#include "flow/judge.h"

using namespace hookctl;
using namespace std::chrono_literals;

namespace {

flow::Expectations expecting(const char* status, const char* body, std::optional<Millis> latency) {
  flow::Expectations expect{.status = *flow::Expectation::parse(status), .max_latency = latency};
  if (body != nullptr) expect.body = *flow::BodyPattern::parse(body);
  return expect;
}

/// An answer with this status and body that took this long.
flow::Attempt judged(int status, const std::string& body, Micros took, const flow::Expectations& expect) {
  flow::Attempt attempt{.status = status, .took = took, .ending = flow::Ending::delivered};
  flow::judge(attempt, {.reached = wire::Reached::answered, .response = Response{.status = status, .body = body}},
              expect, 1s);
  return attempt;
}

}  // namespace

TEST_CASE("judge: status, body and latency must all be right, and the first that is not is the reason") {
  struct Case {
    int status;
    std::string body;
    Micros took;
    const char* note;
  };
  const Case cases[] = {
      {200, "{\"ok\": true}", 10ms, ""},
      {201, "{\"ok\":true}", 50ms, ""},
      {500, "{\"ok\":true}", 10ms, "answered 500, 2xx expected"},
      {200, "{\"ok\":false}", 10ms, "the answer's body has nothing like '\"ok\": *true'"},
      {200, std::string("a\0{\"ok\":true}", 13), 10ms, ""},
      {200, "{\"ok\":true}", 51ms, "took 51 ms, at most 50 ms expected"},
  };
  for (const auto& [status, body, took, note] : cases) {
    CAPTURE(body);
    const auto attempt = judged(status, body, took, expecting("2xx", "\"ok\": *true", 50ms));
    CHECK(attempt.note == std::string(note));
    CHECK(attempt.ok == attempt.note.empty());
    CHECK(attempt.warning == "");
  }
}

TEST_CASE("judge: an answer after the provider's own patience is a warning, and no failure") {
  const auto slow = judged(200, "", 1500ms, expecting("2xx", nullptr, {}));
  CHECK(slow.ok == true);
  CHECK(slow.warning == "the provider waits 1 s and would have sent it again");
  CHECK(judged(200, "", 900ms, expecting("2xx", nullptr, {})).warning == "");
  CHECK(judged(200, "", 1500ms, expecting("2xx", nullptr, 2s)).warning == "");
}

TEST_CASE("judge: without an answer nothing is right, and the reason of the wire stays") {
  flow::Attempt attempt{.ending = flow::Ending::unknown, .note = "timed out"};
  flow::judge(attempt, {.reached = wire::Reached::unknown}, expecting("4xx", nullptr, {}), {});
  CHECK(attempt.ok == false);
  CHECK(attempt.note == "timed out");
}

TEST_CASE("judge: failures of forgeries are told apart, and of a duplicate that was accepted before") {
  struct Case {
    forge::Due due;
    flow::Delivered delivered;
    int status;
    std::optional<bool> ok;
    std::string note;
  };
  using enum forge::Due;
  using enum flow::Delivered;
  const Case cases[] = {
      {refuse, first, 401, true, ""},
      {refuse, first, 200, false, "accepted a forgery"},
      {refuse, first, 503, false, "refused with 5xx: the provider would send it again"},
      {refuse, first, 302, false, "neither accepted nor refused"},
      {accept, first, 204, true, ""},
      {accept, first, 401, false, "refused a genuine delivery"},
      {accept, again, 409, false, "refused a duplicate with 4xx: the provider would send it again"},
      {accept, again, 500, false, "refused a genuine delivery"},
      {informational, first, 500, std::nullopt, ""},
  };
  for (const auto& [due, delivered, status, ok, note] : cases) {
    CAPTURE(status);
    flow::Attempt attempt{.status = status};
    flow::judge(attempt, due, delivered, {.reached = wire::Reached::answered}, {});
    CHECK(attempt.ok == ok);
    CHECK(attempt.note == note);
  }
}

TEST_CASE("judge: an answer to a forgery that is right but late is a failure, and one that is wrong keeps its reason") {
  struct Case {
    forge::Due due;
    int status;
    Micros took;
    std::optional<bool> ok;
    std::string note;
  };
  using enum forge::Due;
  const Case cases[] = {
      {refuse, 401, 50ms, true, ""},
      {refuse, 401, 51ms, false, "took 51 ms, at most 50 ms expected"},
      {accept, 200, 51ms, false, "took 51 ms, at most 50 ms expected"},
      {refuse, 200, 51ms, false, "accepted a forgery"},
      {informational, 200, 51ms, std::nullopt, ""},
  };
  for (const auto& [due, status, took, ok, note] : cases) {
    CAPTURE(status);
    flow::Attempt attempt{.status = status, .took = took};
    flow::judge(attempt, due, flow::Delivered::first, {.reached = wire::Reached::answered}, 50ms);
    CHECK(attempt.ok == ok);
    CHECK(attempt.note == note);
    CHECK(attempt.late == note.starts_with("took"));
  }
}

TEST_CASE("judge: a forgery that needs no certain answer needs none at all") {
  flow::Attempt attempt{.ending = flow::Ending::unknown};
  flow::judge(attempt, forge::Due::informational, flow::Delivered::first, {}, {});
  CHECK_FALSE(attempt.ok);
  flow::judge(attempt, forge::Due::refuse, flow::Delivered::first, {}, {});
  CHECK(attempt.ok == false);
}

TEST_CASE("judge: a duplicate that is refused with 4xx is said to be one, unless that was expected") {
  flow::Attempt attempt{.number = 2, .status = 409};
  const wire::Sent sent{.reached = wire::Reached::answered, .response = Response{.status = 409}};
  flow::judge(attempt, sent, expecting("2xx", nullptr, {}), {});
  CHECK(attempt.note == "refused a duplicate with 4xx: the provider would send it again");
  flow::judge(attempt, sent, expecting("200,409", nullptr, {}), {});
  CHECK(attempt.ok == true);
  flow::judge(attempt, sent, expecting("404", nullptr, {}), {});
  CHECK(attempt.note == "answered 409, 404 expected");
}

TEST_CASE("judge: what is no regular expression is refused with the reason") {
  const auto broken = flow::BodyPattern::parse("(");
  REQUIRE_FALSE(broken);
  CHECK(broken.error().message.starts_with("cannot read '(' as a regular expression: "));
}
