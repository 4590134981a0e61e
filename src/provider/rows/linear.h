#pragma once

#include <array>

#include "provider/provider.h"

/// Linear: {body}, HMAC-SHA256 in hex. The time is a member of the body and so signed; the header of it is not.
namespace hookctl::provider {

inline constexpr std::array linear_schemes{
    signature::Scheme{.name = "sha256",
                      .signature = {.header = "Linear-Signature"},
                      .timestamp = {.pointer = "/webhookTimestamp"},
                      .unit = signature::TimeUnit::millis,
                      .tolerance = {.past = Seconds{60}, .future = Seconds{60}}}};

inline constexpr std::array<Millis, 3> linear_delays{Seconds{60}, Seconds{3'600}, Seconds{21'600}};
inline constexpr std::array linear_success{retry::StatusRange{200, 200}};
inline constexpr std::array linear_id{Place{.header = "Linear-Delivery"}};
inline constexpr std::array linear_headers{
    SampleHeader{"Linear-Delivery", "234d1a4e-b617-4388-90fe-adc3633d6b72"},
    SampleHeader{"Linear-Event", "Issue"},
    SampleHeader{"User-Agent", "Linear-Webhook"},
};
inline constexpr std::array linear_samples{
    Sample{
        "success",
        R"({"action":"create","type":"Issue","createdAt":"2026-01-15T10:30:00.000Z","data":{"id":"2174add1-f7c8-44e3-bbf3-2d60b5ea8bc9","title":"Hook up the hooks","teamId":"72b2a2dc-6f4f-4423-9d34-24b5bd10634a"},"url":"https://linear.app/example/issue/HOOK-1","webhookTimestamp":1768473000000,"webhookId":"000042e3-d123-4980-b49f-8e140eef9329"})"},
    Sample{
        "failure",
        R"({"action":"breached","type":"IssueSLA","createdAt":"2026-01-15T10:30:00.000Z","issueData":{"id":"2174add1-f7c8-44e3-bbf3-2d60b5ea8bc9","title":"Hook up the hooks"},"webhookTimestamp":1768473000000,"webhookId":"000042e3-d123-4980-b49f-8e140eef9329"})"},
};
inline constexpr std::array<std::string_view, 1> linear_assumed{"samples"};
inline constexpr std::array<std::string_view, 2> linear_notes{
    "the header Linear-Timestamp is not signed: it is not looked at",
    "no page says whether a retry carries a new webhookTimestamp; if not, a receiver that allows 60 s refuses it",
};

inline constexpr Provider linear{.name = "linear",
                                 .title = "Linear",
                                 .docs = "https://github.com/linear/linear",
                                 .schemes = linear_schemes,
                                 .retries = {.delays = linear_delays,
                                             .timeout = Seconds{5},
                                             .success = linear_success,
                                             .documented = retry::Documented::yes,
                                             .published = {.count = true, .delays = true, .timeout = true},
                                             .source = "https://github.com/linear/linear"},
                                 .event = {.id = linear_id,
                                           .subject = {.pointer = "/data/id"},
                                           .type = "/type|Linear-Event+/action",
                                           .occurred_at = "/createdAt"},
                                 .marks = {.header = "Linear-Signature"},
                                 .headers = linear_headers,
                                 .samples = linear_samples,
                                 .content_type = "application/json; charset=utf-8",
                                 .assumed = linear_assumed,
                                 .gives_up = "the event is lost; the webhook may be disabled",
                                 .notes = linear_notes};

}  // namespace hookctl::provider
