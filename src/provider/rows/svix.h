#pragma once

#include <array>

#include "provider/provider.h"
#include "provider/rows/standard_webhooks.h"

/// Svix's open-source server, the reference sender of Standard Webhooks: the same bytes under `svix-` headers. Clerk,
/// Resend and others send through it.
namespace hookctl::provider {

/// A scheme of Standard Webhooks under the headers of Svix.
constexpr signature::Scheme under_svix_headers(signature::Scheme scheme) {
  scheme.signature = {.header = "svix-signature"};
  scheme.id = {.header = "svix-id"};
  scheme.timestamp = {.header = "svix-timestamp"};
  return scheme;
}

inline constexpr std::array svix_schemes{under_svix_headers(standard_webhooks_v1),
                                         under_svix_headers(standard_webhooks_v1a)};
inline constexpr std::array svix_delays{Millis{5'000},      Millis{300'000},    Millis{1'800'000}, Millis{7'200'000},
                                        Millis{18'000'000}, Millis{36'000'000}, Millis{36'000'000}};
inline constexpr std::array svix_id{Place{.header = "svix-id"}};
inline constexpr std::array svix_samples{Sample{"success", standard_webhooks_samples.front().body}};
inline constexpr std::array svix_special{
    SpecialAnswer{"429", "delays the retry by 60 s at least"},
    SpecialAnswer{"Retry-After", "is honoured between the delay and twice the delay"},
};
inline constexpr std::array<std::string_view, 1> svix_assumed{"samples: the payload is the customer's own"};
inline constexpr std::array<std::string_view, 2> svix_notes{
    "receivers of Svix accept webhook- headers too; svix- wins where both are there",
    "the hosted service waits 15 s for an answer",
};

inline constexpr Provider svix{
    .name = "svix",
    .title = "Svix (open-source server)",
    .docs = "https://github.com/svix/svix-webhooks",
    .schemes = svix_schemes,
    .retries = {.delays = svix_delays,
                .timeout = Millis{30'000},
                .jitter = 0.2,
                .slow_down = retry::SlowDown{.on = too_many, .least = Seconds{60}},
                .retry_after = retry::RetryAfter{.high = 2},
                .documented = retry::Documented::yes,
                .published = {.count = true, .delays = true, .timeout = true, .jitter = true},
                .source = "https://github.com/svix/svix-webhooks server/svix-server",
                .note = "delays, jitter and time limit are the defaults of the server"},
    .event = {.id = svix_id, .type = "/type", .occurred_at = "/timestamp"},
    .marks = {.header = "svix-signature"},
    .samples = svix_samples,
    .special = svix_special,
    .assumed = svix_assumed,
    .gives_up = "the event is not delivered; 120 h of failures disable the endpoint",
    .notes = svix_notes};

}  // namespace hookctl::provider
