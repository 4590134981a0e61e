#pragma once

#include <array>

#include "provider/provider.h"

/// Paddle Billing: {ts}:{body}, HMAC-SHA256, `ts=…;h1=hex[;h1=hex]`.
namespace hookctl::provider {

inline constexpr std::array paddle_schemes{signature::Scheme{.name = "h1",
                                                             .input = "{ts}:{body}",
                                                             .signature = {.header = "Paddle-Signature"},
                                                             .layout = signature::Layout::fields,
                                                             .separator = ';',
                                                             .field = "h1",
                                                             .timestamp_field = "ts",
                                                             .tolerance = {.past = Seconds{5}}}};

/// 60 retries: 20 within the first hour, 47 within the first day, the last at the end of the third.
inline constexpr auto paddle_delays = [] {
  std::array<Millis, 60> delays{};
  for (std::size_t i = 0; i < delays.size(); ++i) delays[i] = Seconds{i < 20 ? 180 : i < 47 ? 3'066 : 13'292};
  return delays;
}();
inline constexpr std::array paddle_success{retry::StatusRange{200, 200}};
inline constexpr std::array paddle_id{Place{.pointer = "/event_id"}};
inline constexpr std::array paddle_statuses{
    StatusWord{"completed", Status::succeeded}, StatusWord{"paid", Status::succeeded},
    StatusWord{"past_due", Status::failed},     StatusWord{"canceled", Status::canceled},
    StatusWord{"ready", Status::progress},      StatusWord{"billed", Status::progress},
};
inline constexpr std::array paddle_samples{
    Sample{
        "success",
        R"({"event_id":"evt_01hv8x29kz0t586xy6zn1a62ny","event_type":"transaction.completed","occurred_at":"2026-01-15T10:30:00.123456Z","notification_id":"ntf_01hv8x29tvqzjjkqyb0w0y5j1d","data":{"id":"txn_01hv8wptq8987qeep44cyrewp9","status":"completed","currency_code":"USD"}})"},
    Sample{
        "failure",
        R"({"event_id":"evt_01hv8x29kz0t586xy6zn1a62nz","event_type":"transaction.past_due","occurred_at":"2026-01-15T10:30:00.123456Z","notification_id":"ntf_01hv8x29tvqzjjkqyb0w0y5j1e","data":{"id":"txn_01hv8wptq8987qeep44cyrewp9","status":"past_due","currency_code":"USD"}})"},
};
inline constexpr std::array<std::string_view, 3> paddle_assumed{"delays", "statuses", "samples"};
inline constexpr std::array<std::string_view, 2> paddle_notes{
    "Paddle's own library allows a timestamp to be 5 s old, and looks at the last h1 only",
    "a sandbox account gets 3 retries within 15 minutes",
};

inline constexpr Provider paddle{.name = "paddle",
                                 .title = "Paddle Billing",
                                 .docs = "https://developer.paddle.com/webhooks/respond-to-webhooks",
                                 .schemes = paddle_schemes,
                                 .retries = {.delays = paddle_delays,
                                             .timeout = Seconds{5},
                                             .window = Seconds{259'200},
                                             .success = paddle_success,
                                             .documented = retry::Documented::partly,
                                             .published = {.count = true, .timeout = true, .window = true},
                                             .source = "https://developer.paddle.com/webhooks/respond-to-webhooks",
                                             .note = "60 retries in 3 days are documented, the delays are assumed"},
                                 .event = {.id = paddle_id,
                                           .subject = {.pointer = "/data/id"},
                                           .type = "/event_type",
                                           .status = "/data/status",
                                           .statuses = paddle_statuses,
                                           .occurred_at = "/occurred_at"},
                                 .marks = {.header = "Paddle-Signature"},
                                 .samples = paddle_samples,
                                 .assumed = paddle_assumed,
                                 .gives_up = "the notification is marked as failed and can be replayed",
                                 .notes = paddle_notes};

}  // namespace hookctl::provider
