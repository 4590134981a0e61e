#pragma once

#include <array>

#include "provider/provider.h"

/// Typeform: {body}, HMAC-SHA256, `sha256=` + base64 where others write hex. No time is signed.
namespace hookctl::provider {

inline constexpr std::array typeform_schemes{signature::Scheme{.name = "sha256",
                                                               .signature = {.header = "Typeform-Signature"},
                                                               .prefix = "sha256=",
                                                               .encoding = signature::Encoding::base64}};

inline constexpr std::array<Millis, 5> typeform_delays{Seconds{300}, Seconds{600}, Seconds{1'200}, Seconds{3'600},
                                                       Seconds{7'200}};
inline constexpr std::array typeform_final{retry::StatusRange{404, 404}, retry::StatusRange{410, 410}};
inline constexpr std::array typeform_id{Place{.pointer = "/event_id"}};
inline constexpr std::array typeform_samples{
    Sample{
        "success",
        R"({"event_id":"01KEZ8M6W2D1Q5B7","event_type":"form_response","form_response":{"form_id":"lT4Z3j","token":"a3a12ec67a1365927098a606107fac15","submitted_at":"2026-01-15T10:30:00Z","answers":[{"type":"email","email":"alice@example.com"}]}})"},
    Sample{
        "failure",
        R"({"event_id":"01KEZ8M6W2D1Q5B8","event_type":"form_response_partial","form_response":{"form_id":"lT4Z3j","token":"a3a12ec67a1365927098a606107fac15","answers":[]}})"},
};
inline constexpr std::array typeform_special{
    SpecialAnswer{"404", "disables the webhook at once"},
    SpecialAnswer{"410", "disables the webhook at once"},
    SpecialAnswer{"408, 423, 429, 503", "tried again every 2 to 3 minutes for up to 10 hours"},
};
inline constexpr std::array<std::string_view, 2> typeform_assumed{"timeout", "samples"};

inline constexpr Provider typeform{
    .name = "typeform",
    .title = "Typeform",
    .docs = "https://www.typeform.com/developers/webhooks/secure-your-webhooks/",
    .schemes = typeform_schemes,
    .retries = {.delays = typeform_delays,
                .timeout = Seconds{30},
                .permanent = typeform_final,
                .documented = retry::Documented::partly,
                .published = {.count = true},
                .source = "https://www.typeform.com/developers/webhooks/",
                .note = "the delays are those for answers without a rule of their own, as third parties copied them"},
    .event = {.id = typeform_id,
              .subject = {.pointer = "/form_response/token"},
              .type = "/event_type",
              .occurred_at = "/form_response/submitted_at"},
    .marks = {.header = "Typeform-Signature"},
    .samples = typeform_samples,
    .special = typeform_special,
    .assumed = typeform_assumed,
    .gives_up = "the event is lost; the response stays in the responses API"};

}  // namespace hookctl::provider
