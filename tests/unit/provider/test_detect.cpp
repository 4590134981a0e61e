#include <doctest/doctest.h>

#include <string>

#include "provider/catalogue.h"
#include "provider/detect.h"
#include "signature/sign.h"
#include "support/keys_of_all_kinds.h"

using namespace hookctl;

namespace {

std::string detected(const Request& request) {
  const auto found = provider::detect(request);
  return found ? std::string(found->provider->name) : "";
}

/// A sample as its provider sends it: with the row's further headers, and signed where the row signs.
Request delivery_of(const provider::Provider& row, const provider::Sample& sample) {
  Request request{.body = std::string(sample.body)};
  for (const auto& [name, value] : row.headers) request.headers.add(std::string(name), std::string(value));
  if (row.schemes.empty()) return request;
  const auto& scheme = row.schemes.front();
  const auto stamp = signature::stamp_at(scheme, "msg_1", Instant{Seconds{1'758'798'328}});
  const auto carried = signature::sign(scheme, test::keys_of_all_kinds(), request, stamp);
  REQUIRE(carried);
  for (const auto& [place, value] : *carried) request.headers.set(std::string(place.header), value);
  return request;
}

}  // namespace

TEST_CASE("detect: each sample of each generative-media row is recognised as its own provider's") {
  for (const auto name :
       {"bfl",    "wavespeed",   "anthropic", "assemblyai", "deepgram",   "elevenlabs",    "gemini",
        "heygen", "huggingface", "ideogram",  "kie",        "kling",      "luma",          "mux",
        "openai", "replicate",   "svix",      "fal",        "higgsfield", "higgsfield-v1", "standard-webhooks"}) {
    const auto& row = *provider::find_provider(name);
    for (const auto& sample : row.samples) {
      CAPTURE(name);
      CAPTURE(std::string(sample.name));
      CHECK(detected(delivery_of(row, sample)) == name);
    }
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
  };
  for (const auto& each : cases) {
    const auto found = provider::detect({.headers = each.headers, .body = each.body});
    REQUIRE(found);
    CHECK(found->basis == each.basis);
  }
}
