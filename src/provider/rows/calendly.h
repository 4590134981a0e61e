#pragma once

#include <array>

#include "provider/provider.h"

/// Calendly: {ts}.{body}, HMAC-SHA256, `t=…,v1=hex`.
namespace hookctl::provider {

inline constexpr std::array calendly_schemes{signature::Scheme{.name = "v1",
                                                               .input = "{ts}.{body}",
                                                               .signature = {.header = "Calendly-Webhook-Signature"},
                                                               .layout = signature::Layout::fields,
                                                               .separator = ',',
                                                               .field = "v1",
                                                               .timestamp_field = "t",
                                                               .tolerance = {.past = Seconds{180}}}};

inline constexpr std::array<Millis, 8> calendly_delays{Seconds{60},     Seconds{300},   Seconds{900},
                                                       Seconds{3'600},  Seconds{7'200}, Seconds{14'400},
                                                       Seconds{28'800}, Seconds{28'800}};
inline constexpr std::array calendly_id{Place{.pointer = "/event"}, Place{.pointer = "/payload/uri"}};
inline constexpr std::array calendly_statuses{StatusWord{"active", Status::succeeded},
                                              StatusWord{"canceled", Status::canceled}};
inline constexpr std::array calendly_samples{
    Sample{
        "success",
        R"({"event":"invitee.created","created_at":"2026-01-15T10:30:00.000000Z","created_by":"https://api.calendly.com/users/AAAAAAAAAAAAAAAA","payload":{"uri":"https://api.calendly.com/scheduled_events/BBBB/invitees/CCCC","email":"alice@example.com","name":"Alice","status":"active"}})"},
    Sample{
        "failure",
        R"({"event":"invitee.canceled","created_at":"2026-01-15T10:35:00.000000Z","created_by":"https://api.calendly.com/users/AAAAAAAAAAAAAAAA","payload":{"uri":"https://api.calendly.com/scheduled_events/BBBB/invitees/CCCC","email":"alice@example.com","name":"Alice","status":"canceled","cancellation":{"canceled_by":"Alice","reason":"Another meeting"}}})"},
};
inline constexpr std::array calendly_special{
    SpecialAnswer{"3xx", "a failure: redirects are not followed"},
};
inline constexpr std::array<std::string_view, 4> calendly_assumed{"tolerance", "delays", "statuses", "samples"};
inline constexpr std::array<std::string_view, 2> calendly_notes{
    "there is no event id: the kind of event and the invitee's URI tell duplicates",
    "3 minutes of tolerance are suggested by third parties; 10 s are allowed for the connection",
};

inline constexpr Provider calendly{
    .name = "calendly",
    .title = "Calendly",
    .docs = "https://developer.calendly.com/api-docs/overview/webhooks/webhook-signatures",
    .schemes = calendly_schemes,
    .retries = {.delays = calendly_delays,
                .timeout = Seconds{15},
                .window = Seconds{86'400},
                .documented = retry::Documented::partly,
                .published = {.timeout = true, .window = true},
                .source = "https://developer.calendly.com/api-docs/overview/webhooks/webhook-errors",
                .note = "exponential backoff for 24 hours is documented, the delays are assumed"},
    .event = {.id = calendly_id,
              .subject = {.pointer = "/payload/uri"},
              .type = "/event",
              .status = "/payload/status",
              .statuses = calendly_statuses,
              .error = "/payload/cancellation/reason",
              .occurred_at = "/created_at"},
    .marks = {.header = "Calendly-Webhook-Signature"},
    .samples = calendly_samples,
    .special = calendly_special,
    .assumed = calendly_assumed,
    .gives_up = "the webhook is disabled and must be created again",
    .notes = calendly_notes};

}  // namespace hookctl::provider
