#pragma once

#include <array>

#include "provider/provider.h"
#include "provider/rows/standard_webhooks.h"

/// GitLab: a static token in clear text, and since 2026 a signing token after Standard Webhooks.
namespace hookctl::provider {

inline constexpr std::array gitlab_schemes{signature::Scheme{
    .name = "token", .algorithm = signature::Algorithm::token, .input = "", .signature = {.header = "X-Gitlab-Token"}}};
inline constexpr std::array gitlab_signing_token_schemes{standard_webhooks_v1};

inline constexpr std::array gitlab_id{Place{.header = "Idempotency-Key|X-Gitlab-Event-UUID"}};
inline constexpr std::array gitlab_statuses{
    StatusWord{"success", Status::succeeded}, StatusWord{"failed", Status::failed},
    StatusWord{"canceled", Status::canceled}, StatusWord{"pending", Status::progress},
    StatusWord{"running", Status::progress},
};
inline constexpr std::array gitlab_headers{
    SampleHeader{"X-Gitlab-Event", "Pipeline Hook"},
    SampleHeader{"X-Gitlab-Event-UUID", "13792a34-cac6-4fda-95a8-c58e00a3954e"},
    SampleHeader{"X-Gitlab-Webhook-UUID", "02affd2d-2cba-4033-917d-ec22d5dc4b38"},
    SampleHeader{"X-Gitlab-Instance", "https://gitlab.example"},
    SampleHeader{"Idempotency-Key", "f5e5f430-f57b-4e6e-9fac-d9128cd7232f"},
    SampleHeader{"User-Agent", "GitLab/18.8.0"},
};
inline constexpr std::array gitlab_samples{
    Sample{
        "success",
        R"({"object_kind":"pipeline","object_attributes":{"id":31,"ref":"main","status":"success","finished_at":"2026-01-15 10:30:00 UTC"},"project":{"id":1,"path_with_namespace":"group/app"}})"},
    Sample{
        "failure",
        R"({"object_kind":"pipeline","object_attributes":{"id":31,"ref":"main","status":"failed","finished_at":"2026-01-15 10:30:00 UTC"},"project":{"id":1,"path_with_namespace":"group/app"}})"},
};
inline constexpr EventPaths gitlab_event{.id = gitlab_id,
                                         .subject = {.pointer = "/object_attributes/id"},
                                         .type = "/object_kind|X-Gitlab-Event",
                                         .status = "/object_attributes/status",
                                         .statuses = gitlab_statuses,
                                         .occurred_at = "/object_attributes/finished_at"};
inline constexpr EventPaths gitlab_signing_token_event{.id = webhook_id,
                                                       .subject = {.pointer = "/object_attributes/id"},
                                                       .type = "/object_kind|X-Gitlab-Event",
                                                       .status = "/object_attributes/status",
                                                       .statuses = gitlab_statuses,
                                                       .occurred_at = "/object_attributes/finished_at"};
inline constexpr std::array gitlab_event_mark{signature::Condition{.place = {.header = "X-Gitlab-Event"}}};
/// Without a secret token deliveries are not signed.
inline constexpr std::array gitlab_other_marks{Marks{.header = "X-Gitlab-Event"}};
inline constexpr std::array gitlab_special{
    SpecialAnswer{"4xx", "counts as a failure: 4 in a row pause the hook, 40 disable it"},
    SpecialAnswer{"5xx", "counts as a failure: 4 in a row pause the hook, 40 disable it"},
};
inline constexpr std::array<std::string_view, 2> gitlab_assumed{"statuses", "samples"};
inline constexpr std::array<std::string_view, 3> gitlab_signing_token_assumed{"key", "statuses", "samples"};
inline constexpr std::array<std::string_view, 1> gitlab_notes{
    "after 4 failures in a row the hook rests for 1 minute, doubling up to 24 hours; events of that time are lost",
};

inline constexpr retry::Schedule gitlab_retries{
    .timeout = Seconds{10},
    .documented = retry::Documented::partly,
    .published = {.timeout = true},
    .source = "https://gitlab.com/gitlab-org/gitlab/-/issues/19367",
    .note = "older pages say that a failed delivery is tried again, newer ones that it is not: no retry is assumed"};

inline constexpr Provider gitlab{.name = "gitlab",
                                 .title = "GitLab (secret token)",
                                 .docs = "https://gitlab.com/gitlab-org/gitlab/-/issues/19367",
                                 .schemes = gitlab_schemes,
                                 .retries = gitlab_retries,
                                 .event = gitlab_event,
                                 .marks = {.header = "X-Gitlab-Token"},
                                 .other_marks = gitlab_other_marks,
                                 .headers = gitlab_headers,
                                 .samples = gitlab_samples,
                                 .special = gitlab_special,
                                 .assumed = gitlab_assumed,
                                 .gives_up = "the event is lost; it can be sent again by hand",
                                 .notes = gitlab_notes};

inline constexpr Provider gitlab_signing_token{
    .name = "gitlab-signing-token",
    .title = "GitLab (signing token, 2026)",
    .docs = "https://gitlab.com/gitlab-org/gitlab/-/merge_requests/230944",
    .schemes = gitlab_signing_token_schemes,
    .retries = gitlab_retries,
    .event = gitlab_signing_token_event,
    .marks = {.header = "webhook-signature", .value_prefix = "v1,", .also = gitlab_event_mark},
    .headers = gitlab_headers,
    .samples = gitlab_samples,
    .special = gitlab_special,
    .assumed = gitlab_signing_token_assumed,
    .gives_up = "the event is lost; it can be sent again by hand",
    .notes = gitlab_notes};

}  // namespace hookctl::provider
