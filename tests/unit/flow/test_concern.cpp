#include <doctest/doctest.h>

#include "flow/concern.h"
#include "provider/catalogue.h"

using namespace hookctl;
using namespace hookctl::flow;

namespace {

std::vector<std::string> rules_of(const Handled& handled) {
  std::vector<std::string> rules;
  for (const auto& concern : concerns_of(handled)) rules.emplace_back(concern.rule);
  return rules;
}

using Rules = std::vector<std::string>;

}  // namespace

TEST_CASE("concern: an answer that the provider no longer waits for") {
  const capture::Capture capture;
  const auto* row = provider::find_provider("bfl");
  CHECK(rules_of({capture, row, 200, row->retries.timeout}) == Rules{});
  CHECK(rules_of({capture, row, 200, row->retries.timeout + Millis{1}}) == Rules{"answered_late"});
  CHECK(rules_of({capture, nullptr, 200, Seconds{9'999}}) == Rules{});
}

TEST_CASE("concern: an answer over the user's budget") {
  const capture::Capture capture;
  CHECK(rules_of({capture, nullptr, 200, Millis{10}, Millis{10}}) == Rules{});
  CHECK(rules_of({capture, nullptr, 200, Millis{11}, Millis{10}}) == Rules{"over_budget"});
  CHECK(rules_of({capture, nullptr, 200, std::nullopt, Millis{10}}) == Rules{});
}

TEST_CASE("concern: a duplicate that is answered 4xx") {
  capture::Capture capture{.event = capture::EventNote{.provider = "bfl", .id = "a", .duplicate_of = "01"}};
  CHECK(rules_of({capture, nullptr, 409, {}}) == Rules{"duplicate_refused"});
  CHECK(rules_of({capture, nullptr, 500, {}}) == Rules{});
  capture.event->duplicate_of.reset();
  CHECK(rules_of({capture, nullptr, 409, {}}) == Rules{});
}

TEST_CASE("concern: a public URL without TLS") {
  CHECK(rules_of({{.public_url = "http://a.example/hook"}, nullptr, 200, {}}) == Rules{"plain_http"});
  CHECK(rules_of({{.public_url = "https://a.example/hook"}, nullptr, 200, {}}) == Rules{});
}

TEST_CASE("concern: no signature from a provider that signs") {
  const capture::Capture capture{
      .verdict = {.state = signature::State::failed, .reason = signature::Reason::header_missing}};
  CHECK(rules_of({capture, provider::find_provider("bfl"), 200, {}}) == Rules{"not_signed"});
  CHECK(rules_of({capture, provider::find_provider("kling"), 200, {}}) == Rules{});
}

TEST_CASE("concern: an id nobody waits for") {
  const capture::Capture capture;
  CHECK(rules_of({.capture = capture, .provider = nullptr, .status = 200, .took = {}, .is_expected = false}) ==
        Rules{"unexpected_id"});
}
