#pragma once

#include <array>

#include "provider/provider.h"
#include "provider/rows/standard_webhooks.h"

/// Replicate: Standard Webhooks; the body is the bare prediction, as its API returns it.
namespace hookctl::provider {

inline constexpr std::array replicate_schemes{standard_webhooks_v1};
inline constexpr std::array replicate_delays{Millis{2'000}, Millis{4'000}, Millis{8'000}, Millis{16'000},
                                             Millis{30'000}};
inline constexpr std::array<std::string_view, 2> replicate_members{"/version", "/urls/get"};
inline constexpr std::array<std::string_view, 2> replicate_outputs{"/output", "/output/*"};
inline constexpr std::array replicate_statuses{
    StatusWord{"starting", Status::progress},   StatusWord{"processing", Status::progress},
    StatusWord{"succeeded", Status::succeeded}, StatusWord{"failed", Status::failed},
    StatusWord{"canceled", Status::canceled},   StatusWord{"aborted", Status::canceled},
};
inline constexpr std::array replicate_samples{
    Sample{
        "success",
        R"({"id":"ufawqh","version":"5c7d","status":"succeeded","input":{"text":"Alice"},"output":["https://replicate.delivery/x.png"],"error":null,"logs":"","metrics":{"predict_time":5.2},"urls":{"get":"https://api.replicate.com/v1/predictions/ufawqh","cancel":"https://api.replicate.com/v1/predictions/ufawqh/cancel"},"created_at":"2026-01-08T12:06:15.127Z","started_at":"2026-01-08T12:06:15.136427877Z","completed_at":"2026-01-08T12:06:20.383588891Z"})"},
    Sample{
        "failure",
        R"({"id":"ufawqh","version":"5c7d","status":"failed","input":{"text":"Alice"},"output":null,"error":"CUDA out of memory","logs":"","urls":{"get":"https://api.replicate.com/v1/predictions/ufawqh","cancel":"https://api.replicate.com/v1/predictions/ufawqh/cancel"},"created_at":"2026-01-08T12:06:15.127Z","started_at":"2026-01-08T12:06:15.136427877Z","completed_at":"2026-01-08T12:06:20.383588891Z"})"},
};
inline constexpr std::array<std::string_view, 5> replicate_assumed{
    "delays", "the answer deadline (\"a few seconds\")", "a tolerance of 300 s", "the status aborted", "samples"};
inline constexpr std::array<std::string_view, 4> replicate_notes{
    "only terminal states are retried; starting and processing are sent once",
    "there is no event type; the status tells, and the id of the prediction repeats for each state",
    "secret: GET https://api.replicate.com/v1/webhooks/default/secret",
    "output files are deleted after an hour: https://replicate.com/docs/topics/predictions/output-files",
};

inline constexpr Provider replicate{
    .name = "replicate",
    .title = "Replicate",
    .docs = "https://replicate.com/docs/topics/webhooks/verify-webhook",
    .schemes = replicate_schemes,
    .retries = {.delays = replicate_delays,
                .timeout = Millis{10'000},
                .window = Millis{60'000},
                .documented = retry::Documented::partly,
                .published = {.window = true},
                .source = "https://replicate.com/docs/topics/webhooks/receive-webhook",
                .note = "retries of terminal states, the last about 1 min after completion, are documented; the delays "
                        "are assumed"},
    .event = {.id = webhook_id,
              .subject = {.pointer = "/id"},
              .status = "/status",
              .statuses = replicate_statuses,
              .outputs = replicate_outputs,
              .error = "/error",
              .occurred_at = "/completed_at|/started_at|/created_at"},
    .marks = {.header = "webhook-signature", .value_prefix = "v1", .members = replicate_members},
    .samples = replicate_samples,
    .outputs_live = Millis{3'600'000},
    .assumed = replicate_assumed,
    .gives_up = "nothing more is sent; the prediction can be fetched",
    .notes = replicate_notes};

}  // namespace hookctl::provider
