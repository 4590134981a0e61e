#include "flow/explain.h"

#include <doctest/doctest.h>

#include "provider/catalogue.h"
#include "report/cause.h"
#include "report/verdict.h"
#include "support/mishap.h"

using namespace hookctl;

namespace {

/// Checks what arrived as `verify` does, with the search for the cause.
flow::Checked checked_with_cause(const Request& request, const flow::Keyring& keys, const char* provider) {
  VirtualClock clock{test::delivery_time};
  const provider::Detector known(provider::catalogue());
  const flow::Check against{provider::find_provider(provider), known, keys};
  auto checked = flow::check(request, against, test::delivery_time);
  checked.explanation = flow::explain(request, checked, against, test::delivery_time, {clock, {}, Millis{60'000}});
  return checked;
}

test::Mishap bfl_delivery() {
  auto mishap = test::delivery_under(provider::find_provider("bfl")->schemes[0]);
  test::deliver(mishap);
  return mishap;
}

}  // namespace

TEST_CASE("explain: a genuine delivery never starts the search") {
  const auto mishap = bfl_delivery();
  const auto checked = checked_with_cause(mishap.received, {.common = mishap.keys}, "bfl");
  CHECK(checked.verdict.state == signature::State::verified);
  CHECK_FALSE(checked.explanation);
  CHECK(report::verdict_json(checked, "", report::Shown::start).find(R"("cause":null,"tried":null)") !=
        std::string::npos);
}

TEST_CASE("explain: nothing is searched without a signature or a key") {
  auto mishap = bfl_delivery();
  CHECK_FALSE(checked_with_cause(mishap.received, {}, "bfl").explanation);
  mishap.received.headers.erase("X-BFL-Signature");
  CHECK_FALSE(checked_with_cause(mishap.received, {.common = mishap.keys}, "bfl").explanation);
}

TEST_CASE("explain: a delivery checked as another provider's is named, although the signature is missing") {
  auto mishap = test::delivery_under(provider::find_provider("stripe")->schemes[0]);
  test::deliver(mishap);
  const auto checked = checked_with_cause(mishap.received, {.common = mishap.keys}, "paddle");
  CHECK(checked.verdict.reason == signature::Reason::header_missing);
  REQUIRE(checked.explanation);
  REQUIRE(checked.explanation->cause);
  CHECK(checked.explanation->cause->kind == signature::Class::scheme);
  CHECK(checked.explanation->cause->change == "verified as stripe v1");
}

TEST_CASE("explain: the secret of another provider of the project is found") {
  const auto mishap = bfl_delivery();
  const signature::Keys wrong{.secrets = {crypto::Secret("not this one")}};
  const flow::Keyring keys{.common = wrong, .by_provider = {{"fal", mishap.keys}}};
  const auto checked = checked_with_cause(mishap.received, keys, "bfl");
  REQUIRE(checked.explanation);
  REQUIRE(checked.explanation->cause);
  CHECK(checked.explanation->cause->change == "another of the given secrets used");
}

TEST_CASE("explain: a newline that was dropped from a secret's file, and matters, is said") {
  struct Case {
    const char* end;
    bool newline_dropped;
    const char* change;
    const char* advice;
  };
  constexpr Case cases[] = {
      {"\n", true, "newline added to the secret", "The newline at the end of the secret's file was dropped here"},
      {"\r\n", true, "CRLF added to the secret", "The newline at the end of the secret's file was dropped here"},
      {"\n", false, "newline added to the secret", "The sender was configured with white space"},
      {" ", true, "space added to the secret", "The sender was configured with white space"},
  };
  for (const auto& each : cases) {
    CAPTURE(each.change);
    auto mishap = test::delivery_under(provider::find_provider("bfl")->schemes[0]);
    mishap.sender_keys.secrets = {crypto::Secret(std::string(test::shared_secret) + each.end)};
    test::deliver(mishap);
    const flow::Keyring keys{.common = mishap.keys, .newline_dropped = each.newline_dropped};
    const auto checked = checked_with_cause(mishap.received, keys, "bfl");
    REQUIRE(checked.explanation);
    REQUIRE(checked.explanation->cause);
    CHECK(checked.explanation->cause->change == each.change);
    CHECK(checked.explanation->cause->advice.starts_with(each.advice));
  }
}

TEST_CASE("explain: the report names the cause and shows no more of a signature than its start") {
  auto mishap = bfl_delivery();
  mishap.received.body += "\n";
  const auto checked = checked_with_cause(mishap.received, {.common = mishap.keys}, "bfl");
  REQUIRE(checked.explanation);
  const auto text = report::cause_text(*checked.explanation, report::Colour::off, report::Shown::start);
  CHECK(text.starts_with("cause     body  final newline removed\nadvice    "));
  CHECK(text.find("differs   from the signed body at byte 25\n") != std::string::npos);
  const auto& expected = checked.explanation->expected;
  CHECK(text.find("expected  " + expected.substr(0, 8) + "…\n") != std::string::npos);
  CHECK(text.find(expected) == std::string::npos);
  const auto whole = report::cause_text(*checked.explanation, report::Colour::off, report::Shown::whole);
  CHECK(whole.find("expected  " + expected + "\n") != std::string::npos);
  const auto json = report::verdict_json(checked, "", report::Shown::start);
  CHECK(json.find(R"("cause":{"class":"body","change":"final newline removed","proven":true,"advice":")") !=
        std::string::npos);
  CHECK(json.find(expected) == std::string::npos);
}

TEST_CASE("explain: what was ruled out is one line when nothing matches") {
  const auto mishap = bfl_delivery();
  const flow::Keyring keys{.common = {.secrets = {crypto::Secret("wrong")}}};
  const auto checked = checked_with_cause(mishap.received, keys, "bfl");
  REQUIRE(checked.explanation);
  const auto text = report::cause_text(*checked.explanation, report::Colour::off, report::Shown::start);
  CHECK(text.starts_with("cause     none found"));
  CHECK(text.find("\nruled out white space, quotes, a prefix") != std::string::npos);
}
