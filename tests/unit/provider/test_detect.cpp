#include <doctest/doctest.h>

#include <string>

#include "provider/catalogue.h"
#include "provider/detect.h"
#include "support/row_delivery.h"

using namespace hookctl;

namespace {

std::string detected(const Request& request) {
  const auto found = provider::detect(request);
  return found ? std::string(found->provider->name) : "";
}

/// A row whose deliveries look like another's, and why.
struct Twin {
  std::string_view row;
  std::string_view seen_as;
};
constexpr Twin twins[] = {
    {"fal-2h", "fal"},             // the schedule of before: headers and bodies are the same
    {"stripe-sandbox", "stripe"},  // another schedule: headers and bodies are the same
};

std::string_view expected_name(const provider::Provider& row) {
  for (const auto& twin : twins) {
    if (twin.row == row.name) return twin.seen_as;
  }
  return row.name;
}

}  // namespace

TEST_CASE("detect: a delivery of each scheme of each row is recognised as its own provider's, but for twins") {
  for (const auto& subject : test::every_scheme()) {
    CAPTURE(std::string(subject.row->name));
    CAPTURE(std::string(subject.scheme->name));
    const auto request = test::delivery_of(subject, test::keys_for(*subject.scheme, 'a'), Instant{Seconds{1}});
    REQUIRE(request);
    CHECK(detected(*request) == expected_name(*subject.row));
  }
}

TEST_CASE("detect: what is not signed is recognised by its shape, where it has one") {
  struct Case {
    const char* row;
    std::size_t sample;
    const char* seen_as;
  };
  constexpr Case cases[] = {
      {"luma", 0, "luma"},
      {"luma", 1, "luma"},
      {"kling", 0, "kling"},
      {"kling", 1, "kling"},
      {"higgsfield-legacy", 0, "higgsfield-legacy"},
      {"higgsfield-legacy", 1, ""},  // a request_id, the status failed and an error, as others write too
      {"higgsfield-legacy", 2, "higgsfield-legacy"},
  };
  for (const auto& each : cases) {
    CAPTURE(each.row);
    CAPTURE(each.sample);
    const auto& row = *provider::find_provider(each.row);
    CHECK(detected(test::unsigned_delivery_of(row, row.samples[each.sample].body)) == each.seen_as);
  }
}

TEST_CASE("detect: the family of Standard Webhooks is told apart by its ids and bodies") {
  struct Case {
    const char* id;
    const char* signature;
    const char* body;
    const char* provider;
  };
  constexpr Case cases[] = {
      {"msg_1", "v1,AAAA", R"({"hello":"world"})", "standard-webhooks"},
      {"msg_1", "v1a,AAAA", "not JSON", "standard-webhooks"},
      {"msg_1", "v3,00", "{}", "wavespeed"},
      {"msg_1", "eyJhbGciOiJSUzI1NiJ9.e30.AA", "{}", "gemini"},
      {"wh_1", "v1,AAAA", "{}", "openai"},
      {"wh_1", "v1,AAAA", R"({"type":"batch.completed"})", "openai"},
      {"msg_1", "v1,AAAA", R"({"id":"evt_1","object":"event","type":"batch.completed"})", "openai"},
      {"msg_1", "v1,AAAA", R"({"type":"batch.succeeded"})", "gemini"},
      {"msg_1", "v1,AAAA", R"({"type":"interaction.completed"})", "gemini"},
      {"whe_1", "v1,AAAA", R"({"type":"event","data":{"type":"vault.created","organization_id":1,"workspace_id":2}})",
       "anthropic"},
      {"msg_1", "v1,AAAA", R"({"version":"5c","urls":{"get":"https://x"}})", "replicate"},
      {"msg_1", "v1,AAAA", R"({"version":"5c","urls":{}})", "standard-webhooks"},
      {"msg_1", "v1,AAAA", R"({"request_id":"r","status":"failed","payload":null})", "higgsfield"},
      {"msg_1", "v9,AAAA", "{}", ""},
  };
  for (const auto& each : cases) {
    CAPTURE(each.body);
    const Request request{.headers = {{"webhook-id", each.id}, {"webhook-signature", each.signature}},
                          .body = each.body};
    CHECK(detected(request) == each.provider);
  }
}

TEST_CASE("detect: a header outranks any shape of a body, and strangers are nobody's") {
  struct Case {
    Headers headers;
    const char* body;
    const char* provider;
  };
  const Case cases[] = {
      {{{"X-BFL-Signature", "sha256=00"}}, R"({"transcript_id":"t","status":"completed"})", "bfl"},
      {{{"X-BFL-Signature", "sha256=00"}}, R"({"id":1,"state":2,"failure_reason":3,"assets":4})", "bfl"},
      {{{"X-Webhook-Signature", "AAAA"}}, "{}", ""},
      {{{"X-Webhook-Signature", "AAAA"}, {"X-Webhook-Timestamp", "1"}}, "{}", "kie"},
      {{{"X-Webhook-Secret", "s"}}, "{}", ""},
      {{{"shopify-hmac-sha256", "AAAA"}, {"shopify-topic", "orders/paid"}}, "{}", "shopify"},
      {{{"X-HubSpot-Signature", "00"}, {"X-HubSpot-Signature-Version", "v1"}}, "[]", "hubspot"},
      {{{"X-Gitlab-Event", "Push Hook"}}, "{}", "gitlab"},
      {{{"X-Event-Key", "repo:push"}, {"X-Hook-UUID", "u"}}, "{}", "bitbucket"},
      {{{"X-Event-Key", "repo:push"}}, "{}", ""},
      {{{"x-amz-sns-message-type", "Notification"}}, "Hello world!", "aws-sns"},
      {{}, R"({"status":"completed","request_id":"r","status_url":"u"})", "higgsfield-legacy"},
      {{}, R"({"task_id":"1","task_status":"succeed","task_status_msg":""})", "kling"},
      {{}, R"({"id":"1","state":"queued","failure_reason":null,"assets":null})", "luma"},
      {{}, R"({"hello":"world"})", ""},
      {{}, "", ""},
  };
  for (const auto& each : cases) {
    CAPTURE(each.body);
    CHECK(detected({.headers = each.headers, .body = each.body}) == each.provider);
  }
}

TEST_CASE("detect: says what the row was recognised by") {
  struct Case {
    Headers headers;
    const char* body;
    const char* basis;
  };
  const Case cases[] = {
      {{{"webhook-signature", "v3,00"}}, "", "webhook-signature starts with 'v3,'"},
      {{{"webhook-signature", "v1,AA"}, {"webhook-id", "wh_1"}},
       "",
       "webhook-signature starts with 'v1', webhook-id starts with 'wh_'"},
      {{{"webhook-signature", "v1,AA"}},
       R"({"type":"batch.failed"})",
       "webhook-signature starts with 'v1', body /type starts with 'batch.'"},
      {{}, R"({"transcript_id":1,"status":2})", "body has /transcript_id, /status"},
      {{{"X-Twilio-Signature", "AA"}}, "{}", "X-Twilio-Signature, body is JSON"},
  };
  for (const auto& each : cases) {
    const auto found = provider::detect({.headers = each.headers, .body = each.body});
    REQUIRE(found);
    CHECK(found->basis() == each.basis);
  }
}
