#pragma once

#include <array>

#include "provider/provider.h"

/// Ideogram: the four lines of fal under its own header names, Ed25519.
namespace hookctl::provider {

inline constexpr std::array ideogram_schemes{
    signature::Scheme{.name = "ed25519",
                      .algorithm = signature::Algorithm::ed25519,
                      .input = "{id}\n{header:X-Ideogram-Webhook-User-Id}\n{ts}\n{sha256}",
                      .signature = {.header = "X-Ideogram-Webhook-Signature"},
                      .id = {.header = "X-Ideogram-Webhook-Generation-Id"},
                      .timestamp = {.header = "X-Ideogram-Webhook-Timestamp"}}};
inline constexpr std::array ideogram_delays{Millis{5'000}, Millis{30'000}, Millis{120'000}, Millis{600'000},
                                            Millis{1'800'000}};
inline constexpr std::array ideogram_id{Place{.pointer = "/generation_id"}};
inline constexpr std::array<std::string_view, 1> ideogram_outputs{"/data/*/url"};
inline constexpr std::array ideogram_statuses{StatusWord{"true", Status::succeeded},
                                              StatusWord{"false", Status::moderated}};
inline constexpr std::array ideogram_headers{SampleHeader{"X-Ideogram-Webhook-User-Id", "dXNlcg"},
                                             SampleHeader{"X-Ideogram-Webhook-Key-Id", "k1"}};
inline constexpr std::array ideogram_samples{
    Sample{
        "success",
        R"({"generation_id":"xtdZiqPwRxqY1Y7NExFmzB","created":"2026-01-23T04:56:07Z","data":[{"url":"https://ideogram.example/e/1.png","prompt":"A photo of a cat","resolution":"2048x2048","seed":12345,"is_image_safe":true}]})"},
    Sample{
        "moderated",
        R"({"generation_id":"xtdZiqPwRxqY1Y7NExFmzB","created":"2026-01-23T04:56:07Z","data":[{"url":"","prompt":"A photo of a cat","resolution":"2048x2048","seed":12345,"is_image_safe":false}]})"},
};
inline constexpr std::array<std::string_view, 5> ideogram_assumed{
    "a tolerance of 300 s", "number of retries and delays", "the answer deadline",
    "the status: whether the first image is safe", "the moderated sample"};
inline constexpr std::array<std::string_view, 3> ideogram_notes{
    "public keys: https://api.ideogram.ai/v1/.well-known/jwks.json; any of them may have signed",
    "no delivery of a failed generation is documented; poll GET /v1/generations/{id}",
    "an x-ideogram-signature with an HMAC, as some descriptions have it, does not exist",
};

inline constexpr Provider ideogram{
    .name = "ideogram",
    .title = "Ideogram",
    .docs = "https://developer.ideogram.ai/ideogram-api/webhooks",
    .schemes = ideogram_schemes,
    .retries = {.delays = ideogram_delays,
                .timeout = Millis{10'000},
                .documented = retry::Documented::no,
                .source = "https://developer.ideogram.ai/ideogram-api/webhooks",
                .note = "'a limited number of times' is all that is documented; everything else is assumed"},
    .event = {.id = ideogram_id,
              .status = "/data/0/is_image_safe",
              .statuses = ideogram_statuses,
              .outputs = ideogram_outputs,
              .occurred_at = "/created"},
    .marks = {.header = "X-Ideogram-Webhook-Signature"},
    .headers = ideogram_headers,
    .samples = ideogram_samples,
    .assumed = ideogram_assumed,
    .gives_up = "nothing more is sent; the generation can be polled",
    .notes = ideogram_notes,
    .endpoint_given = R"("webhook_url": "{url}")"};

}  // namespace hookctl::provider
