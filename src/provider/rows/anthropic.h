#pragma once

#include <array>

#include "provider/provider.h"
#include "provider/rows/standard_webhooks.h"

/// Anthropic (Claude Managed Agents): Standard Webhooks with a thin body; the id in the body equals `webhook-id`.
namespace hookctl::provider {

inline constexpr std::array anthropic_schemes{standard_webhooks_v1};
inline constexpr std::array anthropic_delays{Millis{5'000}, Millis{25'000}, Millis{120'000}};
inline constexpr std::array anthropic_id{Place{.pointer = "/id"}};
inline constexpr std::array anthropic_statuses{
    StatusWord{"session.status_scheduled", Status::progress},
    StatusWord{"session.status_run_started", Status::progress},
    StatusWord{"session.status_rescheduled", Status::progress},
    StatusWord{"session.status_idled", Status::succeeded},
    StatusWord{"session.budget_reached", Status::failed},
    StatusWord{"session.status_terminated", Status::failed},
    StatusWord{"deployment_run.started", Status::progress},
    StatusWord{"deployment_run.succeeded", Status::succeeded},
    StatusWord{"deployment_run.failed", Status::failed},
    StatusWord{"vault_credential.refresh_failed", Status::failed},
};
inline constexpr std::array anthropic_also{signature::Condition{{.pointer = "/type"}, "event"}};
inline constexpr std::array<std::string_view, 3> anthropic_members{"/data/type", "/data/organization_id",
                                                                   "/data/workspace_id"};
inline constexpr std::array anthropic_samples{
    Sample{
        "success",
        R"({"type":"event","id":"whe_9d5c1f7e","created_at":"2026-03-18T14:05:22Z","data":{"type":"session.status_idled","id":"session_01XYZ","organization_id":"8a3d2f1e","workspace_id":"c7b0e4d9"}})"},
    Sample{
        "failure",
        R"({"type":"event","id":"whe_9d5c1f7f","created_at":"2026-03-18T14:05:22Z","data":{"type":"deployment_run.failed","id":"deprun_01XYZ","organization_id":"8a3d2f1e","workspace_id":"c7b0e4d9"}})"},
};
inline constexpr std::array anthropic_special{SpecialAnswer{"3xx", "disables the endpoint at the first attempt"}};
inline constexpr std::array<std::string_view, 4> anthropic_assumed{
    "single delays", "the answer deadline", "statuses: read from the event types", "the failure sample"};
inline constexpr std::array<std::string_view, 3> anthropic_notes{
    "created_at is the time of the event, webhook-timestamp that of the attempt",
    "a session that idled may have finished its task or wait for an answer; fetch it to know",
    "an early description names one header X-Webhook-Signature; it is not what is sent",
};

inline constexpr Provider anthropic{
    .name = "anthropic",
    .title = "Anthropic (Managed Agents)",
    .docs = "https://platform.claude.com/docs/managed-agents/webhooks",
    .schemes = anthropic_schemes,
    .retries = {.delays = anthropic_delays,
                .timeout = Millis{15'000},
                .permanent = redirects,
                .documented = retry::Documented::partly,
                .published = {.count = true},
                .source = "https://platform.claude.com/docs/managed-agents/webhooks",
                .note =
                    "at most 3 retries between 5 s and 120 s with jitter are documented; single delays are assumed, "
                    "the jitter's amount is unknown"},
    .event = {.id = anthropic_id,
              .subject = {.pointer = "/data/id"},
              .type = "/data/type",
              .status = "/data/type",
              .statuses = anthropic_statuses,
              .occurred_at = "/created_at"},
    .marks = {.header = "webhook-signature",
              .value_prefix = "v1",
              .members = anthropic_members,
              .also = anthropic_also},
    .samples = anthropic_samples,
    .special = anthropic_special,
    .assumed = anthropic_assumed,
    .gives_up = "the event is dropped silently; long failure disables the endpoint",
    .notes = anthropic_notes};

}  // namespace hookctl::provider
