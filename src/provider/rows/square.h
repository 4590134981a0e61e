#pragma once

#include <array>

#include "provider/provider.h"

/// Square: {url}{body}, HMAC-SHA256 in base64. The key looks like base64 and is taken as it is.
namespace hookctl::provider {

inline constexpr std::array square_schemes{signature::Scheme{.name = "sha256",
                                                             .input = "{url}{body}",
                                                             .signature = {.header = "x-square-hmacsha256-signature"},
                                                             .encoding = signature::Encoding::base64}};

inline constexpr std::array<Millis, 10> square_delays{Seconds{60},     Seconds{120},   Seconds{240},   Seconds{480},
                                                      Seconds{960},    Seconds{1'920}, Seconds{3'600}, Seconds{7'200},
                                                      Seconds{14'400}, Seconds{28'800}};
inline constexpr std::array square_id{Place{.pointer = "/event_id"}};
inline constexpr std::array square_statuses{
    StatusWord{"COMPLETED", Status::succeeded}, StatusWord{"FAILED", Status::failed},
    StatusWord{"CANCELED", Status::canceled},   StatusWord{"APPROVED", Status::progress},
    StatusWord{"PENDING", Status::progress},
};
inline constexpr std::array square_headers{
    SampleHeader{"square-initial-delivery-timestamp", "2026-01-15T10:30:00Z"},
};
inline constexpr std::array square_samples{
    Sample{
        "success",
        R"({"merchant_id":"6SSW7HV8K2ST5","type":"payment.updated","event_id":"6a8f5f28-54a1-4eb0-a98a-3111513fd4fc","created_at":"2026-01-15T10:30:00.123Z","data":{"type":"payment","id":"hYy9pRFVxpDsO1FB05SunFWUe9JZY","object":{"payment":{"id":"hYy9pRFVxpDsO1FB05SunFWUe9JZY","status":"COMPLETED"}}}})"},
    Sample{
        "failure",
        R"({"merchant_id":"6SSW7HV8K2ST5","type":"payment.updated","event_id":"6a8f5f28-54a1-4eb0-a98a-3111513fd4fd","created_at":"2026-01-15T10:30:00.123Z","data":{"type":"payment","id":"hYy9pRFVxpDsO1FB05SunFWUe9JZY","object":{"payment":{"id":"hYy9pRFVxpDsO1FB05SunFWUe9JZY","status":"FAILED"}}}})"},
};
inline constexpr std::array square_special{
    SpecialAnswer{"3xx", "a failure: redirects are not followed"},
};
inline constexpr std::array<std::string_view, 3> square_assumed{"delays", "statuses", "samples"};
inline constexpr std::array<std::string_view, 2> square_notes{
    "the URL is signed exactly as it was registered",
    "an older page speaks of 72 hours: 1, 2, 4, 8, 16, 32 min, then every hour",
};

inline constexpr Provider square{
    .name = "square",
    .title = "Square",
    .docs = "https://developer.squareup.com/docs/webhooks/step3validate",
    .schemes = square_schemes,
    .retries = {.delays = square_delays,
                .timeout = Seconds{10},
                .window = Seconds{86'400},
                .documented = retry::Documented::partly,
                .published = {.count = true, .timeout = true, .window = true},
                .source = "https://developer.squareup.com/docs/webhooks/troubleshooting",
                .note = "24 hours are documented, the delays are assumed"},
    .event = {.id = square_id,
              .subject = {.pointer = "/data/id"},
              .type = "/type",
              .status = "/data/object/payment/status",
              .statuses = square_statuses,
              .occurred_at = "/created_at"},
    .marks = {.header = "x-square-hmacsha256-signature"},
    .headers = square_headers,
    .samples = square_samples,
    .special = square_special,
    .assumed = square_assumed,
    .gives_up = "the event is lost; without any 2xx for 3 weeks the subscription is disabled",
    .notes = square_notes};

}  // namespace hookctl::provider
