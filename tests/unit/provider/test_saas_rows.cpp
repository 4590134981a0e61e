#include <doctest/doctest.h>

#include <string>

#include "provider/catalogue.h"
#include "provider/detect.h"
#include "provider/read_event.h"
#include "retry/schedule.h"
#include "support/vectors.h"

using namespace hookctl;

namespace {

/// A sample as it would arrive: with the headers that every delivery of its row has.
Request arrived(const provider::Provider& row, std::string_view sample) {
  Request request;
  for (const auto& [name, value] : row.headers) request.headers.add(std::string(name), std::string(value));
  for (const auto& each : row.samples) {
    if (each.name == sample) request.body = std::string(each.body);
  }
  return request;
}

}  // namespace

TEST_CASE("detect: deliveries that share a header are told apart") {
  struct Case {
    const char* provider;
    Request request;
  };
  const Case cases[] = {
      {"github", {.headers = {{"X-Hub-Signature-256", "sha256=00"}, {"X-GitHub-Event", "push"}}, .body = "{}"}},
      {"github",
       {.headers = {{"X-Hub-Signature", "sha1=00"}, {"X-GitHub-Event", "push"}}, .body = R"({"ref":"main"})"}},
      {"meta", {.headers = {{"X-Hub-Signature-256", "sha256=00"}}, .body = R"({"object":"page"})"}},
      {"meta",
       {.headers = {{"X-Hub-Signature-256", "sha256=00"}, {"X-Hub-Signature", "sha1=00"}},
        .body = R"({"object":"page"})"}},
      {"bitbucket", {.headers = {{"X-Hub-Signature", "sha256=00"}}, .body = "{}"}},
      {"intercom",
       {.headers = {{"X-Hub-Signature", "sha1=00"}}, .body = R"({"type":"notification_event","topic":"ping"})"}},
      {"twilio", {.headers = {{"X-Twilio-Signature", "AA=="}}, .body = "CallSid=CA1"}},
      {"twilio", {.method = "GET", .headers = {{"X-Twilio-Signature", "AA=="}}}},
      {"twilio-json", {.headers = {{"X-Twilio-Signature", "AA=="}}, .body = "{}"}},
      {"sendgrid", {.headers = {{"X-Twilio-Email-Event-Webhook-Signature", "AA=="}}, .body = "[]\r\n"}},
      {"gitlab", {.headers = {{"X-Gitlab-Token", "t"}, {"X-Gitlab-Event", "Push Hook"}}, .body = "{}"}},
      {"gitlab-signing-token",
       {.headers = {{"webhook-signature", "v1,AA=="}, {"X-Gitlab-Event", "Push Hook"}},
        .body = R"({"object_kind":"push"})"}},
      {"mailgun", {.body = R"({"signature":{"timestamp":"1","token":"t","signature":"s"},"event-data":{}})"}},
      {"aws-sns",
       {.headers = {{"x-amz-sns-message-type", "Notification"}},
        .body = R"({"Type":"Notification","MessageId":"i","TopicArn":"a","SignatureVersion":"1","Signature":"s"})"}},
      {"stripe", {.headers = {{"Stripe-Signature", "t=1,v1=00"}}, .body = "{}"}},
  };
  for (const auto& each : cases) {
    CAPTURE(each.provider);
    const auto detected = provider::detect(each.request);
    REQUIRE(detected);
    CHECK(std::string(detected->provider->name) == each.provider);
  }
}

TEST_CASE("detect: every delivery of the SaaS vectors that verifies as it came is recognised") {
  for (const auto name :
       {"stripe",    "github",   "slack",    "shopify", "twilio", "twilio-json", "discord",
        "pagerduty", "linear",   "paddle",   "square",  "zoom",   "gitlab",      "gitlab-signing-token",
        "bitbucket", "hubspot",  "sendgrid", "mailgun", "meta",   "intercom",    "typeform",
        "calendly",  "telegram", "aws-sns",  "plaid",   "paypal"}) {
    const auto vectors = test::read_vectors(name);
    REQUIRE_FALSE(vectors.empty());
    const auto detected = provider::detect(vectors.front().request);
    CAPTURE(name);
    REQUIRE(detected);
    CHECK(std::string(detected->provider->name) == name);
  }
}

TEST_CASE("read_event: SaaS payloads in the one normalised form") {
  struct Case {
    const char* provider;
    const char* sample;
    const char* id;
    const char* type;
    std::optional<Status> status;
    const char* error;
  };
  constexpr Case cases[] = {
      {"stripe", "success", "evt_1", "payment_intent.succeeded", Status::succeeded, ""},
      {"stripe", "failure", "evt_2", "payment_intent.payment_failed", Status::failed, "Your card was declined."},
      {"github", "success", "72d3162e-cc78-11e3-81ab-4c9367dc0958", "workflow_run.completed", Status::succeeded, ""},
      {"github", "failure", "72d3162e-cc78-11e3-81ab-4c9367dc0958", "workflow_run.completed", Status::failed, ""},
      {"slack", "success", "Ev0LAN670R", "app_mention", {}, ""},
      {"shopify", "success", "b54557e4-bdd9-4b37-8a5f-bf7d70bcd043", "orders/updated", Status::succeeded, ""},
      {"shopify", "failure", "b54557e4-bdd9-4b37-8a5f-bf7d70bcd043", "orders/updated", Status::canceled, "declined"},
      {"twilio", "success", "f0c5c1f4-6b46-4b9b-8d1e-8d0a7a4f3d21", "", {}, ""},
      {"twilio-json", "failure", "f0c5c1f4-6b46-4b9b-8d1e-8d0a7a4f3d21", "", Status::failed, "30003"},
      {"pagerduty", "failure", "01BZ6Q9V2J", "incident.triggered", Status::failed, ""},
      {"linear", "success", "234d1a4e-b617-4388-90fe-adc3633d6b72", "Issue.create", {}, ""},
      {"paddle", "success", "evt_01hv8x29kz0t586xy6zn1a62ny", "transaction.completed", Status::succeeded, ""},
      {"square", "failure", "6a8f5f28-54a1-4eb0-a98a-3111513fd4fd", "payment.updated", Status::failed, ""},
      {"zoom",
       "failure",
       "meeting.alert:1768473060123:4444AAAiAAAAAiAiAiiAii==",
       "meeting.alert",
       {},
       "Unstable audio quality"},
      {"gitlab", "failure", "f5e5f430-f57b-4e6e-9fac-d9128cd7232f", "pipeline", Status::failed, ""},
      {"bitbucket", "failure", "a1b2c3d4-0000-4000-8000-000000000002", "repo:commit_status_updated", Status::failed,
       "3 tests failed"},
      {"hubspot", "success", "12345:1", "contact.creation", {}, ""},
      {"sendgrid", "failure", "ZHJvcC0xMDk5NDkxOS1MUnpYbF9OSFN0T0doUTRrb2ZTbV9BLTA", "dropped", Status::failed,
       "Bounced Address"},
      {"mailgun", "failure", "G9Bn5sl1TC6nu79C8C0bwg", "failed", Status::failed, "suppress-bounce"},
      {"meta", "failure", "wamid.HBgLMTY0NjcwNDM1OTUVAgARGBI5:failed", "messages", Status::failed,
       "Message undeliverable"},
      {"intercom", "success", "notif_56775150-9487-11ef-8a50-1d4f8ab4b2b4", "conversation.user.created", {}, ""},
      {"typeform", "success", "01KEZ8M6W2D1Q5B7", "form_response", {}, ""},
      {"calendly", "failure", "invitee.canceled:https://api.calendly.com/scheduled_events/BBBB/invitees/CCCC",
       "invitee.canceled", Status::canceled, "Another meeting"},
      {"telegram", "success", "10000", "", {}, ""},
      {"aws-sns", "success", "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324", "Notification", {}, ""},
      {"paypal", "failure", "WH-58D329510W468432D-8HN650336L201106X", "PAYMENT.CAPTURE.DENIED", Status::failed,
       "DECLINED_BY_RISK_FRAUD_FILTERS"},
  };
  for (const auto& each : cases) {
    CAPTURE(each.provider);
    CAPTURE(each.sample);
    const auto& row = *provider::find_provider(each.provider);
    const auto event = provider::read_event(row, arrived(row, each.sample));
    CHECK(event.id == each.id);
    CHECK(event.type == each.type);
    CHECK(event.status == each.status);
    CHECK(event.error == each.error);
  }
}

TEST_CASE("rows: each answers for its figures, and says what success is") {
  for (const auto& row : provider::catalogue()) {
    CAPTURE(std::string(row.name));
    CHECK_FALSE(row.docs.empty());
    CHECK_FALSE(row.retries.source.empty());
    CHECK_FALSE(row.gives_up.empty());
    CHECK((row.retries.documented == retry::Documented::yes || !row.retries.note.empty()));
  }
  const auto accepts = [](const char* name, int status) {
    return retry::is_success(provider::find_provider(name)->retries, status);
  };
  CHECK(accepts("stripe", 201));
  CHECK(accepts("linear", 200));
  CHECK_FALSE(accepts("linear", 204));
  CHECK(accepts("discord", 204));
  CHECK_FALSE(accepts("discord", 200));
  CHECK(accepts("zoom", 204));
  CHECK_FALSE(accepts("zoom", 201));
  CHECK_FALSE(accepts("paddle", 202));
}
