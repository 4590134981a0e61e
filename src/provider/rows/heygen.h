#pragma once

#include <array>

#include "provider/provider.h"
#include "provider/rows/standard_webhooks.h"

/// HeyGen: {body}, HMAC-SHA256 in hex; its timestamp is sent along and not signed.
namespace hookctl::provider {

inline constexpr std::array heygen_schemes{signature::Scheme{.name = "sha256",
                                                             .signature = {.header = "Heygen-Signature"},
                                                             .id = {.header = "Heygen-Event-Id"},
                                                             .timestamp = {.header = "Heygen-Timestamp"},
                                                             .tolerance = {.past = Seconds{300}}}};
inline constexpr std::array heygen_id{Place{.header = "Heygen-Event-Id"}};
inline constexpr std::array<std::string_view, 1> heygen_outputs{"/event_data/url"};
inline constexpr std::array heygen_statuses{
    StatusWord{"avatar_video.success", Status::succeeded},    StatusWord{"avatar_video.fail", Status::failed},
    StatusWord{"video_agent.success", Status::succeeded},     StatusWord{"video_agent.fail", Status::failed},
    StatusWord{"video_translate.success", Status::succeeded}, StatusWord{"video_translate.fail", Status::failed},
};
inline constexpr std::array heygen_samples{
    Sample{
        "success",
        R"({"event_type":"avatar_video.success","event_data":{"video_id":"v1","url":"https://files.example/v1.mp4","callback_id":"cb1"}})"},
    Sample{
        "failure",
        R"({"event_type":"avatar_video.fail","event_data":{"video_id":"v1","msg":"render failed","callback_id":"cb1"}})"},
};
inline constexpr std::array<std::string_view, 3> heygen_assumed{"delays", "statuses: read from the event types",
                                                                "the member of the error: msg or error"};
inline constexpr std::array<std::string_view, 4> heygen_notes{
    "the secret is used as it is, whsec_ included",
    "the timestamp is not signed: a replayed body cannot be told from a new one",
    "a rotation makes the old secret invalid at once",
    "deliveries to the callback_url of one job carry no signature",
};

inline constexpr Provider heygen{
    .name = "heygen",
    .title = "HeyGen",
    .docs = "https://developers.heygen.com/docs/webhooks",
    .schemes = heygen_schemes,
    .retries = {.delays = std::span(standard_webhooks_delays).first<6>(),
                .timeout = Millis{10'000},
                .window = Millis{86'400'000},
                .documented = retry::Documented::partly,
                .published = {.timeout = true, .window = true},
                .source = "https://developers.heygen.com/docs/webhooks",
                .note = "exponential backoff up to 24 h is documented, the delays are assumed"},
    .event = {.id = heygen_id,
              .subject = {.pointer = "/event_data/video_id|/event_data/video_translate_id|/event_data/session_id"},
              .type = "/event_type",
              .status = "/event_type",
              .statuses = heygen_statuses,
              .outputs = heygen_outputs,
              .error = "/event_data/msg|/event_data/error"},
    .marks = {.header = "Heygen-Signature"},
    .samples = heygen_samples,
    .assumed = heygen_assumed,
    .gives_up = "nothing more is sent; the video's status can be polled",
    .notes = heygen_notes};

}  // namespace hookctl::provider
