#pragma once

#include <array>

#include "provider/provider.h"
#include "provider/rows/answers.h"

/// Standard Webhooks 1.0.0 (github.com/standard-webhooks/standard-webhooks, spec/standard-webhooks.md), and what its
/// family shares.
namespace hookctl::provider {

inline constexpr signature::Scheme standard_webhooks_v1{.name = "v1",
                                                        .algorithm = signature::Algorithm::hmac_sha256,
                                                        .input = "{id}.{ts}.{body}",
                                                        .signature = {.header = "webhook-signature"},
                                                        .prefix = "v1,",
                                                        .encoding = signature::Encoding::base64,
                                                        .layout = signature::Layout::list,
                                                        .key = signature::KeyRule::base64_after_prefix,
                                                        .id = {.header = "webhook-id"},
                                                        .timestamp = {.header = "webhook-timestamp"}};

inline constexpr signature::Scheme standard_webhooks_v1a{.name = "v1a",
                                                         .algorithm = signature::Algorithm::ed25519,
                                                         .input = "{id}.{ts}.{body}",
                                                         .signature = {.header = "webhook-signature"},
                                                         .prefix = "v1a,",
                                                         .encoding = signature::Encoding::base64,
                                                         .layout = signature::Layout::list,
                                                         .id = {.header = "webhook-id"},
                                                         .timestamp = {.header = "webhook-timestamp"}};

inline constexpr std::array standard_webhooks_schemes{standard_webhooks_v1, standard_webhooks_v1a};

inline constexpr std::array webhook_id{Place{.header = "webhook-id"}};

inline constexpr std::array standard_webhooks_delays{Millis{5'000},      Millis{300'000},    Millis{1'800'000},
                                                     Millis{7'200'000},  Millis{18'000'000}, Millis{36'000'000},
                                                     Millis{50'400'000}, Millis{72'000'000}, Millis{86'400'000}};

inline constexpr std::array standard_webhooks_samples{
    Sample{"success", R"({"type":"user.created","timestamp":"2026-02-01T10:00:00Z","data":{"id":"u_1"}})"}};

/// The answers that ask to slow down.
inline constexpr std::array standard_webhooks_slow{retry::StatusRange{429, 429}, retry::StatusRange{502, 502},
                                                   retry::StatusRange{504, 504}};
inline constexpr std::array standard_webhooks_special{
    SpecialAnswer{"410", "disables the endpoint"},
    SpecialAnswer{"429", "slows down"},
    SpecialAnswer{"502", "slows down"},
    SpecialAnswer{"504", "slows down"},
    SpecialAnswer{"Retry-After", "is honoured"},
};
inline constexpr std::array<std::string_view, 2> standard_webhooks_notes{
    "the spec names no tolerance; every official library allows 300 s both ways",
    "a retry has a new timestamp and signature and the same id",
};

inline constexpr Provider standard_webhooks{
    .name = "standard-webhooks",
    .title = "Standard Webhooks 1.0.0",
    .docs = "https://github.com/standard-webhooks/standard-webhooks",
    .schemes = standard_webhooks_schemes,
    .retries = {.delays = standard_webhooks_delays,
                .timeout = Millis{15'000},
                .permanent = gone,
                .slow_down = retry::SlowDown{.on = standard_webhooks_slow, .factor = 2},
                .retry_after = retry::RetryAfter{},
                .documented = retry::Documented::yes,
                .published = {.count = true, .delays = true, .timeout = true},
                .source = "https://github.com/standard-webhooks/standard-webhooks spec/standard-webhooks.md",
                .note =
                    "the example schedule of the spec; jitter is recommended there without an amount. How much to slow "
                    "down is "
                    "assumed (twice the delay), and that Retry-After waits for the delay at least and a day at most"},
    .event = {.id = webhook_id, .type = "/type", .occurred_at = "/timestamp"},
    .marks = {.header = "webhook-signature", .value_prefix = "v1"},
    .samples = standard_webhooks_samples,
    .special = standard_webhooks_special,
    .gives_up = "the event is not delivered; 410 disables the endpoint at once",
    .notes = standard_webhooks_notes};

}  // namespace hookctl::provider
