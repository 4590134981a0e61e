#pragma once

#include <array>

#include "provider/provider.h"

/// Stripe: {ts}.{body}, HMAC-SHA256, `t=…,v1=hex[,v1=hex]`. The whole `whsec_…` string is the key.
namespace hookctl::provider {

inline constexpr std::array stripe_schemes{signature::Scheme{.name = "v1",
                                                             .input = "{ts}.{body}",
                                                             .signature = {.header = "Stripe-Signature"},
                                                             .layout = signature::Layout::fields,
                                                             .separator = ',',
                                                             .field = "v1",
                                                             .timestamp_field = "t",
                                                             .tolerance = {.past = Seconds{300}}}};

inline constexpr std::array<Millis, 9> stripe_delays{Seconds{300},    Seconds{1'800},  Seconds{7'200},
                                                     Seconds{18'000}, Seconds{36'000}, Seconds{36'000},
                                                     Seconds{43'200}, Seconds{43'200}, Seconds{43'200}};
inline constexpr std::array<Millis, 3> stripe_sandbox_delays{Seconds{600}, Seconds{3'600}, Seconds{7'200}};
inline constexpr std::array stripe_id{Place{.pointer = "/id"}};
inline constexpr std::array stripe_statuses{
    StatusWord{"succeeded", Status::succeeded},
    StatusWord{"paid", Status::succeeded},
    StatusWord{"failed", Status::failed},
    StatusWord{"requires_payment_method", Status::failed},
    StatusWord{"canceled", Status::canceled},
    StatusWord{"processing", Status::progress},
    StatusWord{"requires_action", Status::progress},
};
inline constexpr EventPaths stripe_event{.id = stripe_id,
                                         .subject = {.pointer = "/data/object/id"},
                                         .type = "/type",
                                         .status = "/data/object/status",
                                         .statuses = stripe_statuses,
                                         .error = "/data/object/last_payment_error/message",
                                         .occurred_at = "/created"};
inline constexpr std::array stripe_samples{
    Sample{"success", R"({
  "id": "evt_1",
  "object": "event",
  "api_version": "2025-03-31",
  "created": 1714000000,
  "data": {
    "object": {
      "id": "pi_1",
      "object": "payment_intent",
      "amount": 2999,
      "status": "succeeded"
    }
  },
  "livemode": false,
  "type": "payment_intent.succeeded"
})"},
    Sample{"failure", R"({
  "id": "evt_2",
  "object": "event",
  "api_version": "2025-03-31",
  "created": 1714000060,
  "data": {
    "object": {
      "id": "pi_1",
      "object": "payment_intent",
      "amount": 2999,
      "last_payment_error": {
        "code": "card_declined",
        "message": "Your card was declined."
      },
      "status": "requires_payment_method"
    }
  },
  "livemode": false,
  "type": "payment_intent.payment_failed"
})"},
};
inline constexpr std::array stripe_special{
    SpecialAnswer{"3xx", "a failure: redirects are not followed"},
};
inline constexpr std::array<std::string_view, 4> stripe_assumed{"timeout", "delays", "statuses", "samples"};
inline constexpr std::array<std::string_view, 4> stripe_notes{
    "each endpoint, each mode and `stripe listen` has a secret of its own",
    "while a secret is being rolled there is one v1 for each; v0 is a fake scheme of test events and never counts",
    "only old timestamps are refused, as Stripe's own libraries do; time and signature are new on every retry",
    "bodies are pretty-printed with two spaces",
};

inline constexpr Provider stripe{
    .name = "stripe",
    .title = "Stripe",
    .docs = "https://docs.stripe.com/webhooks",
    .schemes = stripe_schemes,
    .retries = {.delays = stripe_delays,
                .timeout = Seconds{20},
                .window = Seconds{259'200},
                .documented = retry::Documented::partly,
                .published = {.window = true},
                .source = "https://docs.stripe.com/webhooks",
                .note = "exponential backoff for up to 3 days is documented; delays and time limit are assumed"},
    .event = stripe_event,
    .marks = {.header = "Stripe-Signature"},
    .samples = stripe_samples,
    .special = stripe_special,
    .assumed = stripe_assumed,
    .gives_up = "the event stays in the dashboard and the API; an endpoint that keeps failing is disabled",
    .notes = stripe_notes};

inline constexpr Provider stripe_sandbox{
    .name = "stripe-sandbox",
    .title = "Stripe sandbox",
    .docs = "https://docs.stripe.com/webhooks",
    .schemes = stripe_schemes,
    .retries = {.delays = stripe_sandbox_delays,
                .timeout = Seconds{20},
                .documented = retry::Documented::partly,
                .published = {.count = true},
                .source = "https://docs.stripe.com/webhooks",
                .note = "3 retries over a few hours are documented; delays and time limit are assumed"},
    .event = stripe_event,
    .samples = stripe_samples,
    .special = stripe_special,
    .assumed = stripe_assumed,
    .gives_up = "the event stays in the dashboard and the API",
    .notes = stripe_notes};

}  // namespace hookctl::provider
