#include <doctest/doctest.h>

#include <optional>
#include <string>

#include "provider/catalogue.h"
#include "provider/read_event.h"

using namespace hookctl;

namespace {

Event event_of(const char* provider, const char* sample) {
  const auto& row = *provider::find_provider(provider);
  for (const auto& each : row.samples) {
    if (each.name != sample) continue;
    const Headers headers{{"webhook-id", "msg_1"}, {"svix-id", "msg_1"}, {"Heygen-Event-Id", "msg_1"}};
    return provider::read_event(row, {.headers = headers, .body = std::string(each.body)});
  }
  return {};
}

}  // namespace

TEST_CASE("read_event: each provider's own payload in the one normalised form") {
  struct Case {
    const char* provider;
    const char* sample;
    const char* id;
    const char* subject;
    std::optional<Status> status;
    const char* output;
    const char* error;
  };
  constexpr Case cases[] = {
      {"bfl", "success", "gen_7f3a1c", "gen_7f3a1c", Status::succeeded, "https://delivery.example/r/7f3a1c.png", ""},
      {"bfl", "failure", "gen_7f3a1c", "gen_7f3a1c", Status::failed, "", "content_policy_violation"},
      {"wavespeed", "success", "45b392b22c3b449fa935bd4dc", "45b392b22c3b449fa935bd4dc", Status::succeeded,
       "https://cdn.example/out/1.jpeg", ""},
      {"wavespeed", "failure", "45b392b22c3b449fa935bd4dc", "45b392b22c3b449fa935bd4dc", Status::failed, "",
       "model error"},
      {"fal", "success", "024ca5b1-45d3-4afd-883e-ad3abe2a1c4d", "024ca5b1-45d3-4afd-883e-ad3abe2a1c4d",
       Status::succeeded, "https://v3.fal.media/files/a/img.png", ""},
      {"fal", "failure", "024ca5b1-45d3-4afd-883e-ad3abe2a1c4d", "024ca5b1-45d3-4afd-883e-ad3abe2a1c4d", Status::failed,
       "", "Invalid status code: 422"},
      {"higgsfield", "success", "msg_1", "9417a243-e457-4075-895b-b68f3cda5303", Status::succeeded,
       "https://images.example/1.png", ""},
      {"higgsfield", "moderated", "msg_1", "9417a243-e457-4075-895b-b68f3cda5303", Status::moderated, "", ""},
      {"higgsfield-legacy", "success", "9417a243-e457-4075-895b-b68f3cda5303:completed",
       "9417a243-e457-4075-895b-b68f3cda5303", Status::succeeded, "https://video.example/1.mp4", ""},
      {"higgsfield-legacy", "failure", "9417a243-e457-4075-895b-b68f3cda5303:failed",
       "9417a243-e457-4075-895b-b68f3cda5303", Status::failed, "", "Generation failed"},
      {"higgsfield", "failure", "msg_1", "9417a243-e457-4075-895b-b68f3cda5303", Status::failed, "",
       "Generation failed"},
      {"higgsfield-v1", "moderated", "9417a243-e457-4075-895b-b68f3cda5303:nsfw",
       "9417a243-e457-4075-895b-b68f3cda5303", Status::moderated, "", ""},
      {"fal", "payload_error", "024ca5b1-45d3-4afd-883e-ad3abe2a1c4d", "024ca5b1-45d3-4afd-883e-ad3abe2a1c4d",
       Status::succeeded, "", "Response payload is not JSON serializable."},
      {"standard-webhooks", "success", "msg_1", "msg_1", std::nullopt, "", ""},
      {"svix", "success", "msg_1", "msg_1", std::nullopt, "", ""},
      {"replicate", "success", "msg_1", "ufawqh", Status::succeeded, "https://replicate.delivery/x.png", ""},
      {"replicate", "failure", "msg_1", "ufawqh", Status::failed, "", "CUDA out of memory"},
      {"openai", "success", "msg_1", "resp_123", Status::succeeded, "", ""},
      {"openai", "failure", "msg_1", "resp_124", Status::failed, "", ""},
      {"anthropic", "success", "whe_9d5c1f7e", "session_01XYZ", Status::succeeded, "", ""},
      {"anthropic", "failure", "whe_9d5c1f7f", "deprun_01XYZ", Status::failed, "", ""},
      {"gemini", "success", "msg_1", "operations/vid_1", Status::succeeded,
       "https://generativelanguage.googleapis.com/v1beta/files/f1:download", ""},
      {"gemini", "failure", "msg_1", "batches/b1", Status::failed, "", ""},
      {"ideogram", "success", "xtdZiqPwRxqY1Y7NExFmzB", "xtdZiqPwRxqY1Y7NExFmzB", Status::succeeded,
       "https://ideogram.example/e/1.png", ""},
      {"ideogram", "moderated", "xtdZiqPwRxqY1Y7NExFmzB", "xtdZiqPwRxqY1Y7NExFmzB", Status::moderated, "", ""},
      {"elevenlabs", "success", "conv_1:post_call_transcription", "conv_1", Status::succeeded, "", ""},
      {"elevenlabs", "failure", "conv_2:call_initiation_failure", "conv_2", Status::failed, "", "busy"},
      {"heygen", "success", "msg_1", "v1", Status::succeeded, "https://files.example/v1.mp4", ""},
      {"heygen", "failure", "msg_1", "v1", Status::failed, "", "render failed"},
      {"luma", "success", "123e4567-e89b-12d3-a456-426614174000:completed", "123e4567-e89b-12d3-a456-426614174000",
       Status::succeeded, "https://storage.example/v.mp4", ""},
      {"luma", "failure", "123e4567-e89b-12d3-a456-426614174000:failed", "123e4567-e89b-12d3-a456-426614174000",
       Status::failed, "", "moderation"},
      {"kling", "success", "8672:succeed", "8672", Status::succeeded, "https://v.example/1.mp4", ""},
      {"kling", "failure", "8672:failed", "8672", Status::failed, "", "risk control"},
      {"kie", "success", "task_1", "task_1", Status::succeeded, "https://files.example/task_1.mp4", ""},
      {"kie", "failure", "task_1", "task_1", Status::failed, "", "Internal Error"},
      {"deepgram", "success", "3f9c1f9e-5c1a-4a0e-9a77-6d1a2f6d2b11", "3f9c1f9e-5c1a-4a0e-9a77-6d1a2f6d2b11",
       std::nullopt, "", ""},
      {"deepgram", "failure", "3f9c1f9e-5c1a-4a0e-9a77-6d1a2f6d2b11", "3f9c1f9e-5c1a-4a0e-9a77-6d1a2f6d2b11",
       std::nullopt, "", "failed to process audio"},
      {"assemblyai", "success", "5551722-f677-48a6-9287-39c0aafd9ac1", "5551722-f677-48a6-9287-39c0aafd9ac1",
       Status::succeeded, "", ""},
      {"assemblyai", "failure", "5551722-f677-48a6-9287-39c0aafd9ac1", "5551722-f677-48a6-9287-39c0aafd9ac1",
       Status::failed, "", ""},
      {"huggingface", "success", "3361163b67a9b1e7bb1e3eb8affba4c4bad14e782810bef9f52074b2665cc55e", "example/model",
       std::nullopt, "", ""},
      {"mux", "success", "3a56ac3d-33da-4366-855b-f592d898409d", "asset_1", Status::succeeded, "", ""},
      {"mux", "failure", "3a56ac3d-33da-4366-855b-f592d898409e", "asset_1", Status::failed, "",
       "The input is not a video"},
  };
  for (const auto& each : cases) {
    CAPTURE(each.provider);
    CAPTURE(each.sample);
    const auto event = event_of(each.provider, each.sample);
    CHECK(event.provider == each.provider);
    CHECK(event.id == each.id);
    CHECK(event.subject == each.subject);
    CHECK(event.status == each.status);
    CHECK((event.outputs.empty() ? "" : event.outputs.front().url) == each.output);
    CHECK(event.error == each.error);
  }
  CHECK(event_of("fal", "success").outputs.front().content_type == "image/png");
}

TEST_CASE("read_event: a body that is not JSON yields an event without an id") {
  const auto event = provider::read_event(*provider::find_provider("bfl"), {.body = "<xml/>"});
  CHECK(event.id.empty());
  CHECK_FALSE(event.status);
}

TEST_CASE("read_event: a row without an id takes the body's SHA-256, so the same body is the same event") {
  const auto& row = *provider::find_provider("huggingface");
  CHECK(provider::read_event(row, {.body = "{}"}).id ==
        "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
  CHECK(provider::read_event(row, {.body = "{ }"}).id != provider::read_event(row, {.body = "{}"}).id);
}

TEST_CASE("read_event: of several members the first that is there counts, and null is not there") {
  struct Case {
    const char* provider;
    const char* body;
    const char* id;
    const char* error;
  };
  constexpr Case cases[] = {
      {"kie", R"({"code":200,"msg":"ok","data":{"taskId":"t2"}})", "t2", ""},
      {"kie", R"({"code":501,"msg":"busy","data":{"task_id":null,"taskId":"t2"}})", "t2", "busy"},
      {"fal", R"({"request_id":"r","error":"first","payload_error":"second"})", "r", "first"},
  };
  for (const auto& each : cases) {
    CAPTURE(each.body);
    const auto event = provider::read_event(*provider::find_provider(each.provider), {.body = each.body});
    CHECK(event.id == each.id);
    CHECK(event.error == each.error);
  }
}

TEST_CASE("read_event: type, id and time are taken from headers where the provider puts them there") {
  struct Case {
    const char* provider;
    Headers headers;
    const char* body;
    const char* type;
    const char* id;
    const char* occurred_at;
  };
  const Case cases[] = {
      {"github",
       {{"X-GitHub-Event", "issues"}, {"X-GitHub-Delivery", "d1"}},
       R"({"action":"opened"})",
       "issues.opened",
       "d1",
       ""},
      {"github", {{"x-github-event", "push"}, {"x-github-delivery", "d2"}}, "payload=%7B%7D", "push", "d2", ""},
      {"shopify",
       {{"X-Shopify-Topic", "orders/paid"}, {"X-Shopify-Webhook-Id", "w"}, {"X-Shopify-Event-Id", "e"}},
       R"({"updated_at":"t"})",
       "orders/paid",
       "w",
       "t"},
      {"shopify",
       {{"shopify-topic", "Order"}, {"shopify-event-id", "e"}, {"shopify-triggered-at", "t"}},
       "{}",
       "Order",
       "e",
       "t"},
      {"bitbucket", {{"X-Event-Key", "repo:push"}, {"X-Request-UUID", "r"}}, "{}", "repo:push", "r", ""},
      {"gitlab",
       {{"X-Gitlab-Event", "Push Hook"}, {"Idempotency-Key", "k"}},
       R"({"object_kind":"push"})",
       "push",
       "k",
       ""},
      {"gitlab", {{"X-Gitlab-Event", "System Hook"}, {"X-Gitlab-Event-UUID", "u"}}, "{}", "System Hook", "u", ""},
      {"gitlab-signing-token", {{"X-Gitlab-Event", "Push Hook"}, {"webhook-id", "m"}}, "{}", "Push Hook", "m", ""},
      {"linear",
       {{"Linear-Event", "Issue"}, {"Linear-Delivery", "d"}},
       R"({"type":"Issue","action":"update"})",
       "Issue.update",
       "d",
       ""},
      {"aws-sns",
       {{"x-amz-sns-message-type", "Notification"}, {"x-amz-sns-message-id", "m"}},
       "Hello world!",
       "Notification",
       "m",
       ""},
      {"huggingface",
       {},
       R"({"event":{"action":"update","scope":"repo.content"}})",
       "repo.content.update",
       "a3dd087f931af84bbd1adde690d59a2a6cff70fea94cf583dbe29a4845884178",
       ""},
      {"plaid",
       {},
       R"({"webhook_type":"ITEM","webhook_code":"ERROR"})",
       "ITEM.ERROR",
       "bdf44b22938a6ee4c0d2204cfc161dadbbaa0244129513e15d06257136c7f588",
       ""},
  };
  for (const auto& each : cases) {
    CAPTURE(each.provider);
    CAPTURE(each.type);
    const auto& row = *provider::find_provider(each.provider);
    const auto event = provider::read_event(row, {.headers = each.headers, .body = each.body});
    CHECK(event.type == each.type);
    CHECK(event.id == each.id);
    CHECK(event.occurred_at == each.occurred_at);
  }
}

TEST_CASE("read_event: text that a model wrote is no output, only URLs are") {
  const auto event = provider::read_event(*provider::find_provider("replicate"),
                                          {.body = R"({"output":["Hello"," world","https://replicate.delivery/x"]})"});
  REQUIRE(event.outputs.size() == 1);
  CHECK(event.outputs.front().url == "https://replicate.delivery/x");
}
