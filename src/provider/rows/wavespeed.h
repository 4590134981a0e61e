#pragma once

#include <array>

#include "provider/provider.h"
#include "provider/rows/delays.h"

/// WaveSpeedAI: the bytes of Standard Webhooks, but `v3,` + hex, and the text after whsec_ is the key, undecoded.
namespace hookctl::provider {

inline constexpr std::array wavespeed_id{Place{.pointer = "/id"}};
inline constexpr std::array wavespeed_schemes{signature::Scheme{.name = "v3",
                                                                .input = "{id}.{ts}.{body}",
                                                                .signature = {.header = "webhook-signature"},
                                                                .prefix = "v3,",
                                                                .key = signature::KeyRule::text_after_prefix,
                                                                .id = {.header = "webhook-id"},
                                                                .timestamp = {.header = "webhook-timestamp"}}};

inline constexpr auto wavespeed_delays = doubling<3>(Millis{60'000}, Millis{240'000});
inline constexpr std::array<std::string_view, 1> wavespeed_outputs{"/outputs/*"};
inline constexpr std::array wavespeed_statuses{
    StatusWord{"completed", Status::succeeded},
    StatusWord{"failed", Status::failed},
    StatusWord{"created", Status::progress},
    StatusWord{"processing", Status::progress},
};
inline constexpr std::array wavespeed_samples{
    Sample{
        "success",
        R"({"id":"45b392b22c3b449fa935bd4dc","model":"wavespeed-ai/flux-dev","input":{"prompt":"octopus vs crab chess"},"outputs":["https://cdn.example/out/1.jpeg"],"urls":{"get":"https://api.wavespeed.ai/api/v3/predictions/45b392b22c3b449fa935bd4dc/result"},"has_nsfw_contents":[false],"status":"completed","created_at":"2026-02-01T09:12:48.239Z","error":"","executionTime":6710,"timings":{"inference":6710}})"},
    Sample{
        "failure",
        R"({"id":"45b392b22c3b449fa935bd4dc","model":"wavespeed-ai/flux-dev","input":{"prompt":"x"},"outputs":[],"has_nsfw_contents":null,"status":"failed","created_at":"2026-02-01T09:12:48.239Z","error":"model error"})"},
};
inline constexpr std::array<std::string_view, 2> wavespeed_assumed{"delays", "a fresh timestamp for every retry"};
inline constexpr std::array<std::string_view, 3> wavespeed_notes{
    "looks like Standard Webhooks and is not: its libraries decode the key and expect v1,",
    "each API key has a secret of its own",
    "the two signatures printed in its documentation do not reproduce",
};

inline constexpr Provider wavespeed{
    .name = "wavespeed",
    .title = "WaveSpeedAI",
    .docs = "https://wavespeed.ai/docs/verify-webhooks",
    .schemes = wavespeed_schemes,
    .retries = {.delays = wavespeed_delays,
                .timeout = Millis{1'200'000},
                .documented = retry::Documented::partly,
                .published = {.count = true, .timeout = true},
                .source = "https://wavespeed.ai/docs/verify-webhooks",
                .note = "three retries with exponential backoff are documented, the delays are assumed"},
    .event = {.id = wavespeed_id,
              .status = "/status",
              .statuses = wavespeed_statuses,
              .outputs = wavespeed_outputs,
              .error = "/error",
              .occurred_at = "/created_at"},
    .marks = {.header = "webhook-signature", .value_prefix = "v3,"},
    .samples = wavespeed_samples,
    .assumed = wavespeed_assumed,
    .gives_up = "the task is marked failed and its credits are refunded",
    .notes = wavespeed_notes,
    .endpoint_given = "?webhook={url}"};

}  // namespace hookctl::provider
