#pragma once

#include <array>

#include "provider/provider.h"

/// PagerDuty v3: {body}, HMAC-SHA256, `v1=hex[,v1=hex]`. No time is signed.
namespace hookctl::provider {

inline constexpr std::array pagerduty_schemes{signature::Scheme{.name = "v1",
                                                                .signature = {.header = "X-PagerDuty-Signature"},
                                                                .layout = signature::Layout::fields,
                                                                .separator = ',',
                                                                .field = "v1"}};

inline constexpr std::array<Millis, 4> pagerduty_delays{Seconds{60}, Seconds{180}, Seconds{360}, Seconds{600}};
inline constexpr std::array pagerduty_id{Place{.pointer = "/event/id"}};
inline constexpr std::array pagerduty_statuses{
    StatusWord{"resolved", Status::succeeded},
    StatusWord{"triggered", Status::failed},
    StatusWord{"acknowledged", Status::progress},
};
inline constexpr std::array pagerduty_headers{
    SampleHeader{"X-Webhook-Id", "PJFWPEP"},
    SampleHeader{"User-Agent", "PagerDuty-Webhook/V3.0"},
};
inline constexpr std::array pagerduty_samples{
    Sample{
        "success",
        R"({"event":{"id":"01BZ6Q9V2K","event_type":"incident.resolved","resource_type":"incident","occurred_at":"2026-01-15T10:30:00.123Z","data":{"id":"PGR0VU2","type":"incident","status":"resolved","title":"A little bump in the road"}}})"},
    Sample{
        "failure",
        R"({"event":{"id":"01BZ6Q9V2J","event_type":"incident.triggered","resource_type":"incident","occurred_at":"2026-01-15T10:20:00.123Z","data":{"id":"PGR0VU2","type":"incident","status":"triggered","title":"A little bump in the road"}}})"},
};
inline constexpr std::array<std::string_view, 4> pagerduty_assumed{"timeout", "delays", "statuses", "samples"};
inline constexpr std::array<std::string_view, 1> pagerduty_notes{
    "while a secret is being rotated there is one v1 for each: any of them may match",
};

inline constexpr Provider pagerduty{
    .name = "pagerduty",
    .title = "PagerDuty v3",
    .docs = "https://support.pagerduty.com/main/docs/webhooks",
    .schemes = pagerduty_schemes,
    .retries = {.delays = pagerduty_delays,
                .timeout = Seconds{5},
                .documented = retry::Documented::no,
                .source = "https://support.pagerduty.com/main/docs/webhooks",
                .note = "4 retries in 20 minutes and 5 s for the answer are what third parties report; the delays are "
                        "assumed"},
    .event = {.id = pagerduty_id,
              .subject = {.pointer = "/event/data/id"},
              .type = "/event/event_type",
              .status = "/event/data/status",
              .statuses = pagerduty_statuses,
              .occurred_at = "/event/occurred_at"},
    .marks = {.header = "X-PagerDuty-Signature"},
    .headers = pagerduty_headers,
    .samples = pagerduty_samples,
    .assumed = pagerduty_assumed,
    .gives_up = "the event is lost; the subscription is switched off for a while",
    .notes = pagerduty_notes};

}  // namespace hookctl::provider
