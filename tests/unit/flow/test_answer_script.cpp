#include <doctest/doctest.h>

#include "capture/history.h"
#include "flow/answer_script.h"
#include "flow/script_progress.h"

using namespace hookctl;
using namespace hookctl::flow;

namespace {

/// How an answer reads: `app`, or status, delay, fault and headers where there are any.
std::string text_of(const std::optional<Answer>& answer) {
  if (!answer) return "app";
  auto text = std::to_string(answer->response.status);
  if (answer->delay != Millis{0}) text += " after " + std::to_string(answer->delay.count());
  if (answer->fault == AnswerFault::timeout) text += " timeout";
  if (answer->fault == AnswerFault::reset) text += " reset";
  if (answer->fault == AnswerFault::truncate) text += " cut at " + std::to_string(answer->sent_bytes);
  for (const auto& [name, value] : answer->response.headers) text += " " + name + ": " + value;
  return text;
}

AnswerScript script(std::string_view text) {
  auto parsed = AnswerScript::parse(text, {});
  REQUIRE(parsed);
  return *std::move(parsed);
}

capture::Capture answered(std::string key, capture::Answered answer) {
  return {.event = capture::EventNote{.key = std::move(key)}, .response = std::move(answer)};
}

}  // namespace

TEST_CASE("answer script: every request gets its step, and the last step goes on for ever") {
  struct Case {
    std::string_view text;
    std::vector<std::string> answers;
  };
  const Case cases[] = {
      {"200", {"200", "200"}},
      {"500,200", {"500", "200", "200"}},
      {"500*2, 200", {"500", "500", "200"}},
      {"429:retry-after=3,200", {"429 retry-after: 3", "200"}},
      {"429*2:retry-after=3:x-a=b,200", {"429 retry-after: 3 x-a: b", "429 retry-after: 3 x-a: b", "200"}},
      {"302:location=/other?a=1", {"302 location: /other?a=1"}},
      {"delay=12s:200,503", {"200 after 12000", "503"}},
      {"timeout,reset,truncate=10,200", {"200 timeout", "200 reset", "200 cut at 10", "200"}},
      {"truncate=0:500*2,reset*2,200", {"500 cut at 0", "500 cut at 0", "200 reset", "200 reset", "200"}},
      {"truncate=7*2,200", {"200 cut at 7", "200 cut at 7", "200"}},
      {"delay=1s:reset", {"200 after 1000 reset"}},
      {"503*2,app", {"503", "503", "app", "app"}},
  };
  for (const auto& [text, answers] : cases) {
    CAPTURE(text);
    const auto parsed = script(text);
    for (std::size_t n = 0; n < answers.size(); ++n) CHECK(text_of(parsed.nth(n)) == answers[n]);
    CHECK(text_of(parsed.nth(1'000'000'000)) == answers.back());
  }
}

TEST_CASE("answer script: what is no step is refused by name") {
  for (const std::string text :
       {"", "20", "2000", "199", "600", "+20", "maybe", "500*0", "500*x", "500**2", "delay=2s", "delay=2s:app",
        "app:x=1", "truncate=", "truncate=x", "truncate=9:timeout", "429:retry-after", "429:=3", "200,,200"}) {
    CAPTURE(text);
    const auto parsed = AnswerScript::parse(text, {});
    REQUIRE_FALSE(parsed);
    CHECK_FALSE(parsed.error().hint.empty());
  }
}

TEST_CASE("answer script: every response begins as the base, and a step's header replaces the base's") {
  const auto parsed = AnswerScript::parse("200,429:retry-after=3", {.headers = {{"Retry-After", "9"}}, .body = "ok"});
  REQUIRE(parsed);
  CHECK(parsed->nth(0)->response == Response{.headers = {{"Retry-After", "9"}}, .body = "ok"});
  CHECK(parsed->nth(1)->response == Response{.status = 429, .headers = {{"Retry-After", "3"}}, .body = "ok"});
}

TEST_CASE("script progress: one position for all requests, or one for each event") {
  ScriptProgress all(script("500,200"), ScriptOrder::all_requests);
  CHECK(text_of(all.next("a")) == "500");
  CHECK(text_of(all.next("b")) == "200");
  ScriptProgress each(script("500,200"), ScriptOrder::each_event);
  CHECK(text_of(each.next("a")) == "500");
  CHECK(text_of(each.next("b")) == "500");
  CHECK(text_of(each.next("a")) == "200");
}

TEST_CASE("script progress: a step taken back is given again") {
  ScriptProgress progress(script("500,200"), ScriptOrder::each_event);
  CHECK(text_of(progress.next("a")) == "500");
  progress.undo("a");
  CHECK(text_of(progress.next("a")) == "500");
}

TEST_CASE("script progress: goes on where the log ends, for events that this script answered") {
  const auto identity = capture::identity_of({.key = "a"});
  const capture::Answered by_script{.status = 500, .rule = "500,429,200"};
  const capture::Answered by_another{.status = 500, .rule = "500,200"};
  ScriptProgress progress(script("500,429,200"), ScriptOrder::each_event);
  progress.resume(answered("a", by_script));
  progress.resume(answered("a", by_another));
  progress.resume(answered("b", by_script));
  CHECK(text_of(progress.next(identity)) == "429");
  ScriptProgress all(script("500,429,200"), ScriptOrder::all_requests);
  all.resume(answered("a", by_script));
  CHECK(text_of(all.next(identity)) == "500");
}

TEST_CASE("script progress: what the app was asked counts for a script that asks it") {
  ScriptProgress progress(script("app,500"), ScriptOrder::each_event);
  progress.resume({.event = capture::EventNote{.key = "a"}});
  CHECK(text_of(progress.next(capture::identity_of({.key = "a"}))) == "500");
}
