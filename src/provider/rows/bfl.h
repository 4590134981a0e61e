#pragma once

#include <array>

#include "provider/provider.h"

/// Black Forest Labs: {body}, HMAC-SHA256, `sha256=` + hex. No time and no id are signed.
namespace hookctl::provider {

inline constexpr std::array bfl_schemes{signature::Scheme{.name = "sha256",
                                                          .signature = {.header = "X-BFL-Signature"},
                                                          .prefix = "sha256=",
                                                          .key = signature::KeyRule::text}};

inline constexpr std::array bfl_delays{Millis{1'000}, Millis{5'000}, Millis{30'000}};
inline constexpr std::array bfl_id{Place{.pointer = "/id"}};
inline constexpr std::array<std::string_view, 1> bfl_outputs{"/result/sample"};
inline constexpr std::array bfl_statuses{
    StatusWord{"Ready", Status::succeeded},
    StatusWord{"Error", Status::failed},
    StatusWord{"Pending", Status::progress},
    StatusWord{"Request Moderated", Status::moderated},
    StatusWord{"Content Moderated", Status::moderated},
};
inline constexpr std::array bfl_samples{
    Sample{
        "success",
        R"({"id":"gen_7f3a1c","status":"Ready","result":{"sample":"https://delivery.example/r/7f3a1c.png","prompt":"a lighthouse at dusk","seed":421337},"timestamp":"2026-01-15T10:30:00Z"})"},
    Sample{
        "failure",
        R"({"id":"gen_7f3a1c","status":"Error","error":"content_policy_violation","message":"The prompt violated content policy","timestamp":"2026-01-15T10:30:00Z"})"},
};
inline constexpr std::array<std::string_view, 2> bfl_notes{
    "the caller chooses the secret per request (webhook_secret); without it there is no signature header",
    "no timestamp is signed: a replayed body cannot be told from a new one",
};

inline constexpr std::array<std::string_view, 3> bfl_assumed{
    "four attempts in all", "the statuses Request Moderated and Content Moderated", "Content-Type"};

inline constexpr Provider bfl{
    .name = "bfl",
    .title = "Black Forest Labs",
    .docs = "https://github.com/black-forest-labs/skills skills/bfl-api/references/webhook-integration.md",
    .schemes = bfl_schemes,
    .retries = {.delays = bfl_delays,
                .timeout = Millis{30'000},
                .documented = retry::Documented::yes,
                .published = {.count = true, .delays = true, .timeout = true},
                .source =
                    "https://github.com/black-forest-labs/skills skills/bfl-api/references/webhook-integration.md",
                .note = "the page also says 'after 3 failed attempts'; 1 + 3 attempts are assumed"},
    .event = {.id = bfl_id,
              .status = "/status",
              .statuses = bfl_statuses,
              .outputs = bfl_outputs,
              .error = "/error",
              .occurred_at = "/timestamp"},
    .marks = {.header = "X-BFL-Signature"},
    .samples = bfl_samples,
    .outputs_live = Millis{600'000},
    .assumed = bfl_assumed,
    .gives_up = "nothing more is sent; the result can be polled",
    .notes = bfl_notes,
    .endpoint_given = R"("webhook_url": "{url}")"};

}  // namespace hookctl::provider
