#include <doctest/doctest.h>

#include <string>

#include "provider/catalogue.h"
#include "provider/detect.h"
#include "provider/read_event.h"

using namespace hookctl;

namespace {

Event event_of(const char* provider, const char* sample) {
  const auto& row = *provider::find_provider(provider);
  for (const auto& each : row.samples) {
    if (each.name != sample) continue;
    return provider::read_event(row, {.headers = {{"webhook-id", "msg_1"}}, .body = std::string(each.body)});
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
    Status status;
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

TEST_CASE("detect: unsigned Higgsfield by the shape of its body, strangers not at all") {
  const auto legacy = provider::detect({.body = R"({"status":"completed","request_id":"r","status_url":"u"})"});
  REQUIRE(legacy);
  CHECK(std::string(legacy->provider->name) == "higgsfield-legacy");
  CHECK_FALSE(provider::detect({.body = R"({"hello":"world"})"}));
  CHECK_FALSE(provider::detect({.headers = {{"webhook-signature", "v9,abc"}}, .body = "{}"}));
}
