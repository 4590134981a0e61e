#pragma once

#include <array>

#include "provider/provider.h"
#include "provider/rows/answers.h"

/// ElevenLabs: {t}.{body}, HMAC-SHA256 in hex, `t=…,v0=…` in one header.
namespace hookctl::provider {

inline constexpr std::array elevenlabs_schemes{signature::Scheme{.name = "v0",
                                                                 .input = "{ts}.{body}",
                                                                 .signature = {.header = "ElevenLabs-Signature"},
                                                                 .layout = signature::Layout::fields,
                                                                 .separator = ',',
                                                                 .field = "v0",
                                                                 .timestamp_field = "t",
                                                                 .tolerance = {.past = Seconds{1800}}}};
inline constexpr std::array elevenlabs_delays{Millis{30'000}, Millis{120'000}, Millis{480'000}, Millis{1'800'000}};

/// Everything but 408, 429 and 5xx.
inline constexpr std::array elevenlabs_permanent{retry::StatusRange{201, 407}, retry::StatusRange{409, 428},
                                                 retry::StatusRange{430, 499}};
inline constexpr std::array elevenlabs_id{Place{.pointer = "/data/conversation_id|/data/voice_id"},
                                          Place{.pointer = "/type"}};
inline constexpr std::array elevenlabs_statuses{
    StatusWord{"post_call_transcription", Status::succeeded},    StatusWord{"post_call_audio", Status::succeeded},
    StatusWord{"call_initiation_failure", Status::failed},       StatusWord{"voice_removal_notice", Status::other},
    StatusWord{"voice_removal_notice_withdrawn", Status::other}, StatusWord{"voice_removed", Status::other},
};
inline constexpr std::array elevenlabs_samples{
    Sample{
        "success",
        R"({"type":"post_call_transcription","event_timestamp":1758798328,"data":{"agent_id":"agent_1","conversation_id":"conv_1","status":"done","transcript":[{"role":"agent","message":"Hello"}]}})"},
    Sample{
        "failure",
        R"({"type":"call_initiation_failure","event_timestamp":1758798328,"data":{"agent_id":"agent_1","conversation_id":"conv_2","failure_reason":"busy"}})"},
};
inline constexpr std::array elevenlabs_special{SpecialAnswer{"408", "is retried"}, SpecialAnswer{"429", "is retried"},
                                               SpecialAnswer{"4xx", "is not retried otherwise"}};
inline constexpr std::array<std::string_view, 4> elevenlabs_assumed{
    "the answer deadline", "samples", "statuses: read from the event types", "paths of id and error"};
inline constexpr std::array<std::string_view, 3> elevenlabs_notes{
    "retries are off until they are switched on per webhook, and cover post_call_transcription only",
    "timestamps of the future are accepted by its SDK",
    "the secret is used as it is, wsec_ included",
};

inline constexpr Provider elevenlabs{
    .name = "elevenlabs",
    .title = "ElevenLabs",
    .docs = "https://elevenlabs.io/docs/eleven-api/resources/webhooks",
    .schemes = elevenlabs_schemes,
    .retries = {.delays = elevenlabs_delays,
                .jitter = 0.1,
                .success = just_200,
                .permanent = elevenlabs_permanent,
                .documented = retry::Documented::yes,
                .published = {.count = true, .delays = true, .jitter = true},
                .source = "https://elevenlabs.io/docs/eleven-api/resources/webhooks",
                .note = "the table lists 5 attempts, the text says up to 5 retries; the table counts here. Jitter is "
                        "documented as up to +10 %, the answer deadline is assumed"},
    .event = {.id = elevenlabs_id,
              .subject = {.pointer = "/data/conversation_id|/data/voice_id"},
              .type = "/type",
              .status = "/type",
              .statuses = elevenlabs_statuses,
              .error = "/data/failure_reason",
              .occurred_at = "/event_timestamp"},
    .marks = {.header = "ElevenLabs-Signature"},
    .samples = elevenlabs_samples,
    .special = elevenlabs_special,
    .assumed = elevenlabs_assumed,
    .gives_up = "ten failures in a row and no success for 7 days disable the webhook",
    .notes = elevenlabs_notes};

}  // namespace hookctl::provider
