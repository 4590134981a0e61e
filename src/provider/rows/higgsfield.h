#pragma once

#include <array>

#include "provider/provider.h"
#include "provider/rows/answers.h"
#include "provider/rows/delays.h"
#include "provider/rows/standard_webhooks.h"

/// Higgsfield: Standard Webhooks since late 2026, unsigned before, a static token in its first SDK.
namespace hookctl::provider {

inline constexpr std::array higgsfield_schemes{standard_webhooks_v1};
inline constexpr std::array higgsfield_v1_schemes{signature::Scheme{.name = "token",
                                                                    .algorithm = signature::Algorithm::token,
                                                                    .input = "",
                                                                    .signature = {.header = "X-Webhook-Secret-Key"}}};

/// 10 s doubling, at most 15 min, as far as two hours reach.
inline constexpr auto higgsfield_delays = doubling<13>(Millis{10'000}, Millis{900'000});
inline constexpr std::array request_id_and_status{Place{.pointer = "/request_id"}, Place{.pointer = "/status"}};
inline constexpr std::array higgsfield_statuses{
    StatusWord{"completed", Status::succeeded},
    StatusWord{"failed", Status::failed},
    StatusWord{"nsfw", Status::moderated},
    StatusWord{"canceled", Status::canceled},
};
inline constexpr std::array<std::string_view, 3> higgsfield_outputs{"/payload/images/*/url", "/payload/video/url",
                                                                    "/payload/audio/url"};
inline constexpr std::array<std::string_view, 2> higgsfield_legacy_outputs{"/images/*/url", "/video/url"};
inline constexpr std::array<std::string_view, 3> higgsfield_members{"/request_id", "/status", "/payload"};
inline constexpr std::array<std::string_view, 3> higgsfield_legacy_members{"/request_id", "/status", "/status_url"};
inline constexpr std::array higgsfield_samples{
    Sample{
        "success",
        R"({"request_id":"9417a243-e457-4075-895b-b68f3cda5303","status":"completed","error":null,"payload":{"images":[{"url":"https://images.example/1.png","content_type":"image/png"}]}})"},
    Sample{
        "failure",
        R"({"request_id":"9417a243-e457-4075-895b-b68f3cda5303","status":"failed","error":"Generation failed","payload":null})"},
    Sample{"moderated",
           R"({"request_id":"9417a243-e457-4075-895b-b68f3cda5303","status":"nsfw","error":null,"payload":null})"},
};
inline constexpr std::array higgsfield_legacy_samples{
    Sample{
        "success",
        R"({"status":"completed","request_id":"9417a243-e457-4075-895b-b68f3cda5303","status_url":"https://platform.higgsfield.ai/requests/9417a243-e457-4075-895b-b68f3cda5303/status","cancel_url":"https://platform.higgsfield.ai/requests/9417a243-e457-4075-895b-b68f3cda5303/cancel","video":{"url":"https://video.example/1.mp4"}})"},
    Sample{"failure",
           R"({"status":"failed","request_id":"9417a243-e457-4075-895b-b68f3cda5303","error":"Generation failed"})"},
    Sample{"moderated", R"({"status":"nsfw","request_id":"9417a243-e457-4075-895b-b68f3cda5303"})"},
};
/// Of what was moderated nothing is said but that; of what failed too little to tell it by.
inline constexpr std::array<std::string_view, 1> higgsfield_legacy_job{"/request_id"};
inline constexpr std::array higgsfield_legacy_moderated{signature::Condition{{.pointer = "/status"}, "nsfw"}};
inline constexpr std::array higgsfield_legacy_other_marks{
    Marks{.members = higgsfield_legacy_job, .also = higgsfield_legacy_moderated}};
inline constexpr std::array higgsfield_special{SpecialAnswer{"4xx", "is not retried"}};
inline constexpr std::array<std::string_view, 2> higgsfield_assumed{"delays and jitter", "whether canceled is sent"};
inline constexpr std::array<std::string_view, 3> higgsfield_v1_assumed{"delays and jitter", "the answer deadline",
                                                                       "payload and samples (as of April 2026)"};
inline constexpr std::array<std::string_view, 3> higgsfield_notes{
    "deliveries are signed only from the moment the secret is first revealed in the console",
    "after a rotation the old secret works for 24 hours more, and each delivery carries one signature per secret",
    "targets must be HTTPS on public addresses, without credentials in the URL",
};

inline constexpr retry::Schedule higgsfield_retries{
    .delays = higgsfield_delays,
    .timeout = Millis{10'000},
    .window = Millis{7'200'000},
    .jitter = 0.1,
    .permanent = client_errors,
    .documented = retry::Documented::partly,
    .published = {.timeout = true, .window = true},
    .source = "https://docs.higgsfield.ai/docs/enterprise/webhook-security",
    .note = "the window of 2 hours is documented, delays and jitter are assumed"};

inline constexpr retry::Schedule higgsfield_legacy_retries{
    .delays = higgsfield_delays,
    .timeout = Millis{10'000},
    .window = Millis{7'200'000},
    .jitter = 0.1,
    .documented = retry::Documented::partly,
    .published = {.timeout = true, .window = true},
    .source = "https://docs.higgsfield.ai/how-to/webhooks",
    .note = "the window of 2 hours is documented, delays and jitter are assumed"};

/// What unsigned deliveries say: a flat body, an id for each state of a job.
inline constexpr EventPaths higgsfield_legacy_event{.id = request_id_and_status,
                                                    .subject = {.pointer = "/request_id"},
                                                    .status = "/status",
                                                    .statuses = higgsfield_statuses,
                                                    .outputs = higgsfield_legacy_outputs,
                                                    .error = "/error"};

inline constexpr Provider higgsfield{
    .name = "higgsfield",
    .title = "Higgsfield (signed)",
    .docs = "https://docs.higgsfield.ai/docs/enterprise/webhook-security",
    .schemes = higgsfield_schemes,
    .retries = higgsfield_retries,
    .event = {.id = webhook_id,
              .subject = {.pointer = "/request_id"},
              .status = "/status",
              .statuses = higgsfield_statuses,
              .outputs = higgsfield_outputs,
              .error = "/error"},
    .marks = {.header = "webhook-signature", .value_prefix = "v1", .members = higgsfield_members},
    .samples = higgsfield_samples,
    .special = higgsfield_special,
    .assumed = higgsfield_assumed,
    .gives_up = "nothing more is sent; the result stays at the status URL",
    .notes = higgsfield_notes,
    .endpoint_given = "?hf_webhook={url}"};

inline constexpr Provider higgsfield_legacy{.name = "higgsfield-legacy",
                                            .title = "Higgsfield (unsigned, April 2026)",
                                            .docs = "https://docs.higgsfield.ai/how-to/webhooks",
                                            .retries = higgsfield_legacy_retries,
                                            .event = higgsfield_legacy_event,
                                            .marks = {.members = higgsfield_legacy_members},
                                            .other_marks = higgsfield_legacy_other_marks,
                                            .samples = higgsfield_legacy_samples,
                                            .assumed = higgsfield_assumed,
                                            .gives_up = "nothing more is sent; the result stays at the status URL",
                                            .endpoint_given = "?hf_webhook={url}"};

inline constexpr Provider higgsfield_v1{.name = "higgsfield-v1",
                                        .title = "Higgsfield (first SDK, static token)",
                                        .docs = "https://github.com/higgsfield-ai/higgsfield-js src/helpers.ts",
                                        .schemes = higgsfield_v1_schemes,
                                        .retries = higgsfield_legacy_retries,
                                        .event = higgsfield_legacy_event,
                                        .marks = {.header = "X-Webhook-Secret-Key"},
                                        .samples = higgsfield_legacy_samples,
                                        .assumed = higgsfield_v1_assumed,
                                        .gives_up = "nothing more is sent; the result stays at the status URL"};

}  // namespace hookctl::provider
