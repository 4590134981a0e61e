#pragma once

#include <array>

#include "provider/provider.h"

/// GitHub: {body}, HMAC-SHA256, `sha256=` + hex. No time is signed.
namespace hookctl::provider {

inline constexpr std::array github_schemes{
    signature::Scheme{.name = "sha256", .signature = {.header = "X-Hub-Signature-256"}, .prefix = "sha256="}};

inline constexpr std::array github_id{Place{.header = "X-GitHub-Delivery"}};
inline constexpr std::array github_statuses{
    StatusWord{"success", Status::succeeded},
    StatusWord{"failure", Status::failed},
    StatusWord{"timed_out", Status::failed},
    StatusWord{"cancelled", Status::canceled},
};
inline constexpr std::array github_headers{
    SampleHeader{"X-GitHub-Event", "workflow_run"},
    SampleHeader{"X-GitHub-Delivery", "72d3162e-cc78-11e3-81ab-4c9367dc0958"},
    SampleHeader{"X-GitHub-Hook-ID", "292430182"},
    SampleHeader{"User-Agent", "GitHub-Hookshot/044aadd"},
};
inline constexpr std::array github_samples{
    Sample{
        "success",
        R"({"action":"completed","workflow_run":{"id":30433642,"name":"Build","status":"completed","conclusion":"success","updated_at":"2026-01-15T10:30:00Z"},"repository":{"full_name":"octo/app"}})"},
    Sample{
        "failure",
        R"({"action":"completed","workflow_run":{"id":30433642,"name":"Build","status":"completed","conclusion":"failure","updated_at":"2026-01-15T10:30:00Z"},"repository":{"full_name":"octo/app"}})"},
};
inline constexpr std::array<std::string_view, 2> github_assumed{"statuses", "samples"};
inline constexpr std::array<std::string_view, 4> github_notes{
    "the older header X-Hub-Signature beside it (HMAC-SHA1) does not count: GitHub says to use the newer one",
    "the delivery id stays the same when a delivery is sent again by hand",
    "with the content type application/x-www-form-urlencoded the body is payload=… and is signed in that form",
    "GitHub Enterprise Server waits 30 s for an answer",
};

inline constexpr Provider github{
    .name = "github",
    .title = "GitHub",
    .docs = "https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries",
    .schemes = github_schemes,
    .retries = {.timeout = Seconds{10},
                .documented = retry::Documented::yes,
                .published = {.count = true, .delays = true, .timeout = true},
                .source = "https://docs.github.com/en/webhooks/using-webhooks/handling-failed-webhook-deliveries",
                .note = "there are no automatic retries"},
    .event = {.id = github_id,
              .subject = {.pointer = "/workflow_run/id"},
              .type = "X-GitHub-Event+/action",
              .status = "/workflow_run/conclusion",
              .statuses = github_statuses,
              .occurred_at = "/workflow_run/updated_at"},
    .marks = {.header = "X-GitHub-Event"},
    .headers = github_headers,
    .samples = github_samples,
    .assumed = github_assumed,
    .gives_up = "the delivery can be sent again by hand or through the API for 3 days",
    .notes = github_notes};

}  // namespace hookctl::provider
