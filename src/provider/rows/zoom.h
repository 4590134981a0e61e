#pragma once

#include <array>

#include "provider/provider.h"

/// Zoom: v0:{ts}:{body}, HMAC-SHA256, `v0=` + hex.
namespace hookctl::provider {

inline constexpr std::array zoom_schemes{signature::Scheme{.name = "v0",
                                                           .input = "v0:{ts}:{body}",
                                                           .signature = {.header = "x-zm-signature"},
                                                           .prefix = "v0=",
                                                           .timestamp = {.header = "x-zm-request-timestamp"}}};

inline constexpr std::array<Millis, 3> zoom_delays{Seconds{300}, Seconds{1'200}, Seconds{3'600}};
inline constexpr std::array zoom_success{retry::StatusRange{200, 200}, retry::StatusRange{204, 204}};
inline constexpr std::array zoom_id{Place{.pointer = "/event"}, Place{.pointer = "/event_ts"},
                                    Place{.pointer = "/payload/object/uuid"}};
inline constexpr std::array zoom_samples{
    Sample{
        "success",
        R"({"event":"meeting.started","event_ts":1768473000123,"payload":{"account_id":"AAAAAABBBB","object":{"id":"1234567890","uuid":"4444AAAiAAAAAiAiAiiAii==","topic":"My Meeting","start_time":"2026-01-15T10:30:00Z"}}})"},
    Sample{
        "failure",
        R"({"event":"meeting.alert","event_ts":1768473060123,"payload":{"account_id":"AAAAAABBBB","object":{"id":"1234567890","uuid":"4444AAAiAAAAAiAiAiiAii==","topic":"My Meeting","issues":["Unstable audio quality"]}}})"},
};
inline constexpr std::array<std::string_view, 2> zoom_assumed{"tolerance", "samples"};
inline constexpr std::array<std::string_view, 2> zoom_notes{
    "Zoom's own sample signs the body parsed and written again, which fails for escapes: sign the raw body",
    "the handshake is repeated every 72 hours and is itself signed",
};

inline constexpr Provider zoom{
    .name = "zoom",
    .title = "Zoom",
    .docs = "https://developers.zoom.us/docs/api/webhooks/",
    .schemes = zoom_schemes,
    .retries = {.delays = zoom_delays,
                .timeout = Seconds{3},
                .success = zoom_success,
                .documented = retry::Documented::partly,
                .published = {.count = true, .timeout = true},
                .source = "https://developers.zoom.us/docs/api/webhooks/",
                .note = "3 retries are documented, about 5, 25 and 85 minutes after the first attempt"},
    .event = {.id = zoom_id,
              .subject = {.pointer = "/payload/object/uuid"},
              .type = "/event",
              .error = "/payload/object/issues/0",
              .occurred_at = "/event_ts"},
    .marks = {.header = "x-zm-signature"},
    .samples = zoom_samples,
    .handshake = "zoom",
    .assumed = zoom_assumed,
    .gives_up = "the event is lost",
    .notes = zoom_notes};

}  // namespace hookctl::provider
