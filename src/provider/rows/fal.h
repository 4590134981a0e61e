#pragma once

#include <array>

#include "provider/provider.h"
#include "provider/rows/answers.h"
#include "provider/rows/delays.h"

/// fal.ai: Ed25519 over request id, user id, timestamp and the body's hash, one line each.
namespace hookctl::provider {

inline constexpr std::array fal_schemes{
    signature::Scheme{.name = "ed25519",
                      .algorithm = signature::Algorithm::ed25519,
                      .input = "{id}\n{header:X-Fal-Webhook-User-Id}\n{ts}\n{sha256}",
                      .signature = {.header = "X-Fal-Webhook-Signature"},
                      .encoding = signature::Encoding::hex,
                      .id = {.header = "X-Fal-Webhook-Request-Id"},
                      .timestamp = {.header = "X-Fal-Webhook-Timestamp"}}};

/// 3007 s in all.
inline constexpr auto fal_delays = doubling<31>(Millis{1'000}, Millis{120'000});
inline constexpr std::array fal_2h_delays{Millis{7'000},     Millis{14'000},   Millis{28'000},  Millis{56'000},
                                          Millis{113'000},   Millis{225'000},  Millis{450'000}, Millis{901'000},
                                          Millis{1'802'000}, Millis{3'604'000}};
inline constexpr std::array fal_id{Place{.pointer = "/request_id"}};
inline constexpr std::array<std::string_view, 6> fal_outputs{"/payload/images/*/url", "/payload/image/url",
                                                             "/payload/video/url",    "/payload/videos/*/url",
                                                             "/payload/audio/url",    "/payload/audio_file/url"};
inline constexpr std::array fal_statuses{StatusWord{"OK", Status::succeeded}, StatusWord{"ERROR", Status::failed}};
inline constexpr std::array fal_headers{SampleHeader{"X-Fal-Webhook-User-Id", "user_hookctl"}};
inline constexpr std::array fal_samples{
    Sample{
        "success",
        R"({"request_id":"024ca5b1-45d3-4afd-883e-ad3abe2a1c4d","gateway_request_id":"024ca5b1-45d3-4afd-883e-ad3abe2a1c4d","status":"OK","payload":{"images":[{"url":"https://v3.fal.media/files/a/img.png","content_type":"image/png","width":1024,"height":1024}],"seed":196619188014358660}})"},
    Sample{
        "failure",
        R"({"request_id":"024ca5b1-45d3-4afd-883e-ad3abe2a1c4d","gateway_request_id":"024ca5b1-45d3-4afd-883e-ad3abe2a1c4d","status":"ERROR","error":"Invalid status code: 422","payload":{"detail":[{"loc":["body","prompt"],"msg":"field required","type":"value_error.missing"}]}})"},
    Sample{
        "payload_error",
        R"({"request_id":"024ca5b1-45d3-4afd-883e-ad3abe2a1c4d","gateway_request_id":"024ca5b1-45d3-4afd-883e-ad3abe2a1c4d","status":"OK","payload":null,"payload_error":"Response payload is not JSON serializable."})"},
};
inline constexpr std::array fal_special{SpecialAnswer{"3xx", "is not followed and ends the delivery for good"}};
inline constexpr std::array<std::string_view, 2> fal_assumed{"delays", "outputs beyond images"};
inline constexpr std::array<std::string_view, 4> fal_notes{
    "public keys: https://rest.fal.ai/.well-known/jwks.json (older: rest.alpha.fal.ai); any of them may have signed",
    "the status is that of the webhook (OK, ERROR), not the queue's COMPLETED",
    "gateway_request_id differs from request_id where the queue ran the job again",
    "private and loopback targets are dropped for good",
};
inline constexpr EventPaths fal_event{.id = fal_id,
                                      .status = "/status",
                                      .statuses = fal_statuses,
                                      .outputs = fal_outputs,
                                      .error = "/error|/payload_error"};

inline constexpr Provider fal{
    .name = "fal",
    .title = "fal.ai (policy of late 2026)",
    .docs = "https://fal.ai/docs/documentation/model-apis/inference/webhooks",
    .schemes = fal_schemes,
    .retries = {.delays = fal_delays,
                .timeout = Millis{15'000},
                .retry_timeout = Millis{120'000},
                .window = Millis{3'600'000},
                .large_body = retry::LargeBody{10'240, Millis{360'000}},
                .permanent = redirects,
                .documented = retry::Documented::partly,
                .published = {.count = true, .timeout = true, .window = true},
                .source = "https://fal.ai/docs/documentation/model-apis/inference/webhooks",
                .note = "at most 31 retries in about 1 h (6 min for results of 10 KB and more) and both time limits "
                        "are documented, the delays are assumed"},
    .event = fal_event,
    .marks = {.header = "X-Fal-Webhook-Signature"},
    .headers = fal_headers,
    .samples = fal_samples,
    .special = fal_special,
    .assumed = fal_assumed,
    .gives_up = "nothing more is sent; the result stays at the status URL",
    .notes = fal_notes,
    .endpoint_given = "?fal_webhook={url}"};

inline constexpr Provider fal_2h{
    .name = "fal-2h",
    .title = "fal.ai (policy until mid 2026)",
    .docs = "https://fal.ai/docs/documentation/model-apis/inference/webhooks",
    .schemes = fal_schemes,
    .retries = {.delays = fal_2h_delays,
                .timeout = Millis{15'000},
                .window = Millis{7'200'000},
                .documented = retry::Documented::partly,
                .published = {.count = true, .timeout = true, .window = true},
                .source = "https://fal.ai/docs/documentation/model-apis/inference/webhooks",
                .note = "10 retries in 2 hours are documented, the delays are assumed"},
    .event = fal_event,
    .headers = fal_headers,
    .samples = fal_samples,
    .assumed = fal_assumed,
    .gives_up = "nothing more is sent; the result stays at the status URL",
    .notes = fal_notes,
    .endpoint_given = "?fal_webhook={url}"};

}  // namespace hookctl::provider
