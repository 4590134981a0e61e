#pragma once

#include <array>

#include "provider/provider.h"

/// Shopify: {body}, HMAC-SHA256 in base64, under one of two header names. No time is signed.
namespace hookctl::provider {

inline constexpr std::array shopify_schemes{
    signature::Scheme{
        .name = "webhooks", .signature = {.header = "X-Shopify-Hmac-SHA256"}, .encoding = signature::Encoding::base64},
    signature::Scheme{
        .name = "events", .signature = {.header = "shopify-hmac-sha256"}, .encoding = signature::Encoding::base64}};

inline constexpr std::array<Millis, 8> shopify_delays{Seconds{10},    Seconds{60},    Seconds{300},   Seconds{600},
                                                      Seconds{1'200}, Seconds{2'400}, Seconds{4'200}, Seconds{5'630}};
inline constexpr std::array shopify_id{
    Place{.header = "X-Shopify-Webhook-Id|shopify-webhook-id|X-Shopify-Event-Id|shopify-event-id"}};
/// Deliveries of the newer "Events" are without the `X-`.
inline constexpr std::array shopify_other_marks{Marks{.header = "shopify-hmac-sha256"}};
inline constexpr std::array shopify_statuses{
    StatusWord{"paid", Status::succeeded},
    StatusWord{"pending", Status::progress},
    StatusWord{"authorized", Status::progress},
    StatusWord{"voided", Status::canceled},
};
inline constexpr std::array shopify_headers{
    SampleHeader{"X-Shopify-Topic", "orders/updated"},
    SampleHeader{"X-Shopify-Shop-Domain", "hookctl.myshopify.com"},
    SampleHeader{"X-Shopify-API-Version", "2026-01"},
    SampleHeader{"X-Shopify-Webhook-Id", "b54557e4-bdd9-4b37-8a5f-bf7d70bcd043"},
    SampleHeader{"X-Shopify-Event-Id", "98880550-7158-44d4-b7cd-2c97c8a091b5"},
    SampleHeader{"X-Shopify-Triggered-At", "2026-01-15T10:30:00.123456789Z"},
};
inline constexpr std::array shopify_samples{
    Sample{
        "success",
        R"({"id":820982911946154508,"name":"#9999","financial_status":"paid","total_price":"10.00","currency":"USD","updated_at":"2026-01-15T05:30:00-05:00"})"},
    Sample{
        "failure",
        R"({"id":820982911946154508,"name":"#9999","financial_status":"voided","cancel_reason":"declined","total_price":"10.00","currency":"USD","updated_at":"2026-01-15T05:30:00-05:00"})"},
};
inline constexpr std::array shopify_special{
    SpecialAnswer{"3xx", "a failure: redirects are not followed"},
};
inline constexpr std::array<std::string_view, 3> shopify_assumed{"delays", "statuses", "samples"};
inline constexpr std::array<std::string_view, 2> shopify_notes{
    "webhooks made in the store's admin are signed with another secret than the app's",
    "1 s is allowed for the connection within the 5 s",
};

inline constexpr Provider shopify{
    .name = "shopify",
    .title = "Shopify",
    .docs = "https://github.com/Shopify/shopify-app-js",
    .schemes = shopify_schemes,
    .retries = {.delays = shopify_delays,
                .timeout = Seconds{5},
                .window = Seconds{14'400},
                .documented = retry::Documented::partly,
                .published = {.count = true, .timeout = true, .window = true},
                .source = "https://shopify.dev/changelog/updates-to-webhook-retry-mechanism",
                .note = "8 retries over 4 hours are documented, the delays are assumed"},
    .event = {.id = shopify_id,
              .subject = {.pointer = "/id"},
              .type = "X-Shopify-Topic|shopify-topic",
              .status = "/financial_status",
              .statuses = shopify_statuses,
              .error = "/cancel_reason",
              .occurred_at = "/updated_at|X-Shopify-Triggered-At|shopify-triggered-at"},
    .marks = {.header = "X-Shopify-Hmac-SHA256"},
    .other_marks = shopify_other_marks,
    .headers = shopify_headers,
    .samples = shopify_samples,
    .special = shopify_special,
    .assumed = shopify_assumed,
    .gives_up = "the event is lost; a subscription made through the Admin API is deleted after sustained failure",
    .notes = shopify_notes};

}  // namespace hookctl::provider
