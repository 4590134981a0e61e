#pragma once

#include <array>

#include "provider/provider.h"
#include "provider/rows/standard_webhooks.h"

/// Google Gemini API: Standard Webhooks for a project's webhooks; for those given with one job, the same header holds
/// an RS256 JWT, which says nothing of the body.
namespace hookctl::provider {

inline constexpr std::array gemini_schemes{standard_webhooks_v1,
                                           signature::Scheme{.name = "jwt",
                                                             .algorithm = signature::Algorithm::jwt_rs256,
                                                             .input = "",
                                                             .signature = {.header = "webhook-signature"}}};
inline constexpr std::array gemini_statuses{
    StatusWord{"batch.succeeded", Status::succeeded},
    StatusWord{"batch.failed", Status::failed},
    StatusWord{"batch.expired", Status::failed},
    StatusWord{"batch.cancelled", Status::canceled},
    StatusWord{"interaction.requires_action", Status::progress},
    StatusWord{"interaction.completed", Status::succeeded},
    StatusWord{"interaction.failed", Status::failed},
    StatusWord{"interaction.cancelled", Status::canceled},
    StatusWord{"video.generated", Status::succeeded},
};
inline constexpr std::array<std::string_view, 2> gemini_outputs{"/data/output_file_uri", "/data/video_uri"};
inline constexpr std::array gemini_batch{signature::Condition{{.pointer = "/type"}, "batch."}};
inline constexpr std::array gemini_interaction{signature::Condition{{.pointer = "/type"}, "interaction."}};
inline constexpr std::array gemini_video{signature::Condition{{.pointer = "/type"}, "video.generated"}};
inline constexpr std::array gemini_other_marks{
    Marks{.header = "webhook-signature", .value_prefix = "v1", .also = gemini_batch},
    Marks{.header = "webhook-signature", .value_prefix = "v1", .also = gemini_interaction},
    Marks{.header = "webhook-signature", .value_prefix = "v1", .also = gemini_video},
};
inline constexpr std::array gemini_samples{
    Sample{
        "success",
        R"({"type":"video.generated","timestamp":"2026-05-04T10:00:00Z","data":{"id":"operations/vid_1","file_id":"files/f1","video_uri":"https://generativelanguage.googleapis.com/v1beta/files/f1:download"}})"},
    Sample{"failure", R"({"type":"batch.failed","timestamp":"2026-05-04T10:00:00Z","data":{"id":"batches/b1"}})"},
};
inline constexpr std::array<std::string_view, 5> gemini_assumed{
    "delays", "the answer deadline", "statuses: read from the event types", "samples: the envelope around the payload",
    "the claim iat of the JWT"};
inline constexpr std::array<std::string_view, 2> gemini_notes{
    "a JWT proves the sender and not the body; keys: https://generativelanguage.googleapis.com/.well-known/jwks.json",
    "webhooks of one job echo its user_metadata",
};

inline constexpr Provider gemini{
    .name = "gemini",
    .title = "Google Gemini API",
    .docs = "https://ai.google.dev/gemini-api/docs/webhooks",
    .schemes = gemini_schemes,
    .retries = {.delays = std::span(standard_webhooks_delays).first<6>(),
                .timeout = Millis{15'000},
                .window = Millis{86'400'000},
                .documented = retry::Documented::partly,
                .published = {.window = true},
                .source = "https://ai.google.dev/gemini-api/docs/webhooks",
                .note = "exponential backoff up to 24 h is documented; the delays are those of Standard Webhooks"},
    .event = {.id = webhook_id,
              .subject = {.pointer = "/data/id|/data/file_id"},
              .type = "/type",
              .status = "/type",
              .statuses = gemini_statuses,
              .outputs = gemini_outputs,
              .occurred_at = "/timestamp"},
    .marks = {.header = "webhook-signature", .value_prefix = "eyJ"},
    .other_marks = gemini_other_marks,
    .samples = gemini_samples,
    .assumed = gemini_assumed,
    .gives_up = "the webhook becomes disabled_due_to_failed_deliveries",
    .notes = gemini_notes};

}  // namespace hookctl::provider
