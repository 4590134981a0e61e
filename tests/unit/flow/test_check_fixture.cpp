#include <doctest/doctest.h>
#include <fmt/format.h>

#include "flow/check_fixture.h"
#include "flow/live_secret.h"
#include "provider/catalogue.h"

using namespace hookctl;
using capture::Fixture;

namespace {

/// What is found about a fixture whose folder holds `cat.png`, a line each.
std::vector<std::string> found(const Fixture& fixture) {
  std::vector<std::string> lines;
  for (const auto& [where, what] :
       flow::findings_in(fixture, provider::catalogue(), [](const std::string& asset) { return asset == "cat.png"; })) {
    lines.push_back(fmt::format("{}: {}", where, what));
  }
  return lines;
}

Fixture with_body(const Bytes& body) { return {.provider = "bfl", .request = {.body = body}}; }

}  // namespace

TEST_CASE("findings_in: a fixture that is fit has none") {
  CHECK(found({.provider = "bfl",
               .request = {.headers = {{"X-BFL-Signature", "{{sign}}"}, {"Authorization", "{{env:TOKEN}}"}},
                           .body = R"({"id":"gen_1","result":{"sample":"{{asset:cat.png}}"}})"},
               .expect = {.status = "2xx", .body = "ok", .max_latency = "2s"}}) == std::vector<std::string>{});
  CHECK(found(with_body(R"({"result":{"sample":"https://delivery.example/1.png"}})")) == std::vector<std::string>{});
  CHECK(found(with_body("\xff\x00 not JSON")) == std::vector<std::string>{});
}

TEST_CASE("findings_in: what does not belong into a repository is named by its place and never shown") {
  const std::string key = "sk_live_" + std::string(24, 'a');
  CHECK(found(with_body(R"({"a":[1,{"b":")" + key + R"("}]})")) ==
        std::vector<std::string>{"body /a/1/b: looks like a live key of Stripe"});
  CHECK(found(with_body("key=" + key)) == std::vector<std::string>{"body: looks like a live key of Stripe"});
  CHECK(found({.request = {.target = "/?k=" + key}}) ==
        std::vector<std::string>{"target: looks like a live key of Stripe"});
  CHECK(
      found({.request = {.headers = {{"X-Gitlab-Token", "abc"}}}}) ==
      std::vector<std::string>{"header X-Gitlab-Token: is a credential; write {{env:NAME}} or {{sign}} in its place"});
}

TEST_CASE("findings_in: what will not work for long is named") {
  CHECK(found(with_body(R"({"result":{"sample":"https://delivery-eu1.bfl.ai/1.png"}})")) ==
        std::vector<std::string>{"body /result/sample: a URL of bfl works for 10 min; put the file beside the fixture "
                                 "and write {{asset:FILE}}"});
  CHECK(
      found({.provider = "replicate", .request = {.body = R"({"output":["https://replicate.delivery/x/1.png"]})"}}) ==
      std::vector<std::string>{"body /output/0: a URL of replicate works for 1 h; put the file beside the fixture and "
                               "write {{asset:FILE}}"});
  CHECK(found(with_body(R"({"other":"https://s3.amazonaws.com/a?X-Amz-Expires=60"})")) ==
        std::vector<std::string>{
            "body /other: a URL that is signed for some time only; write {{asset:FILE}} in its place"});
  CHECK(found({.provider = "standard-webhooks", .request = {.headers = {{"webhook-signature", "v1,AAAA"}}}}) ==
        std::vector<std::string>{
            "header webhook-signature: a signature is taken for 5 min only; write {{sign}} in its place"});
}

TEST_CASE("findings_in: an unknown provider, wrong expectations and missing assets are named") {
  CHECK(found({.provider = "strip"}) == std::vector<std::string>{"provider: is unknown; did you mean 'stripe'?"});
  const auto wrong = found({.expect = {.status = "20", .body = "(", .max_latency = "2"}});
  REQUIRE(wrong.size() == 3);
  CHECK(wrong[0].starts_with("expect status: "));
  CHECK(wrong[1].starts_with("expect body: "));
  CHECK(wrong[2].starts_with("expect max_latency: "));
  CHECK(found(with_body("{{asset:dog.png}}")) ==
        std::vector<std::string>{"body: there is no file 'dog.png' beside the fixture"});
}

TEST_CASE("live_secret_in: keys are known by how they begin and how long they are, keys for tests are none") {
  const std::string tail(40, 'x');
  for (const auto& live : std::vector<std::string>{
           "sk_live_" + tail, "whsec_" + tail, "ghp_" + tail, "sk-ant-" + tail, "AKIA" + std::string(16, 'A'),
           "token=xoxb-" + tail, std::string("-----BEGIN PRIVATE KEY-----\\nMII"), "Bearer " + tail}) {
    CAPTURE(live);
    CHECK(flow::live_secret_in(live));
  }
  for (const auto& harmless : std::vector<std::string>{
           std::string(), "sk_test_" + tail, std::string("sk_live_"), std::string("whsec_test"), "task-" + tail,
           std::string("Bearer of news"), "risk-" + tail, std::string("-----BEGIN PUBLIC KEY-----\\nMII")}) {
    CAPTURE(harmless);
    CHECK_FALSE(flow::live_secret_in(harmless));
  }
}
