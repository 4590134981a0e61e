#pragma once

#include <array>

#include "provider/provider.h"

/// Bitbucket Cloud: {body}, HMAC-SHA256, `sha256=` + hex under the name that GitHub uses for SHA-1. No time is signed.
namespace hookctl::provider {

inline constexpr std::array bitbucket_schemes{
    signature::Scheme{.name = "sha256", .signature = {.header = "X-Hub-Signature"}, .prefix = "sha256="}};

inline constexpr std::array<Millis, 2> bitbucket_delays{Seconds{60}, Seconds{300}};
inline constexpr std::array bitbucket_final{retry::StatusRange{300, 499}};
inline constexpr std::array bitbucket_id{Place{.header = "X-Request-UUID"}};
inline constexpr std::array bitbucket_statuses{
    StatusWord{"SUCCESSFUL", Status::succeeded},
    StatusWord{"FAILED", Status::failed},
    StatusWord{"STOPPED", Status::canceled},
    StatusWord{"INPROGRESS", Status::progress},
};
/// Without a secret deliveries are not signed.
inline constexpr std::array bitbucket_hook_mark{signature::Condition{.place = {.header = "X-Hook-UUID"}}};
inline constexpr std::array bitbucket_other_marks{Marks{.header = "X-Event-Key", .also = bitbucket_hook_mark}};
inline constexpr std::array bitbucket_headers{
    SampleHeader{"X-Event-Key", "repo:commit_status_updated"},
    SampleHeader{"X-Hook-UUID", "a1b2c3d4-0000-4000-8000-000000000001"},
    SampleHeader{"X-Request-UUID", "a1b2c3d4-0000-4000-8000-000000000002"},
    SampleHeader{"X-Attempt-Number", "1"},
    SampleHeader{"User-Agent", "Bitbucket-Webhooks/2.0"},
};
inline constexpr std::array bitbucket_samples{
    Sample{
        "success",
        R"({"commit_status":{"key":"build","name":"Build","state":"SUCCESSFUL","updated_on":"2026-01-15T10:30:00.123456+00:00"},"repository":{"full_name":"team/app"}})"},
    Sample{
        "failure",
        R"({"commit_status":{"key":"build","name":"Build","state":"FAILED","description":"3 tests failed","updated_on":"2026-01-15T10:30:00.123456+00:00"},"repository":{"full_name":"team/app"}})"},
};
inline constexpr std::array<std::string_view, 4> bitbucket_assumed{"timeout", "delays", "statuses", "samples"};

inline constexpr Provider bitbucket{
    .name = "bitbucket",
    .title = "Bitbucket Cloud",
    .docs = "https://support.atlassian.com/bitbucket-cloud/docs/manage-webhooks/",
    .schemes = bitbucket_schemes,
    .retries = {.delays = bitbucket_delays,
                .timeout = Seconds{10},
                .permanent = bitbucket_final,
                .documented = retry::Documented::no,
                .source = "https://support.atlassian.com/bitbucket-cloud/docs/manage-webhooks/",
                .note = "two retries after 5xx and timeouts, and 10 s for the answer, are common knowledge; the delays "
                        "are assumed"},
    .event = {.id = bitbucket_id,
              .subject = {.pointer = "/commit_status/key"},
              .type = "X-Event-Key",
              .status = "/commit_status/state",
              .statuses = bitbucket_statuses,
              .error = "/commit_status/description",
              .occurred_at = "/commit_status/updated_on"},
    .marks = {.header = "X-Hub-Signature", .value_prefix = "sha256="},
    .other_marks = bitbucket_other_marks,
    .headers = bitbucket_headers,
    .samples = bitbucket_samples,
    .assumed = bitbucket_assumed,
    .gives_up = "the event is lost; it can be sent again by hand",
};

}  // namespace hookctl::provider
