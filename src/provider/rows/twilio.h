#pragma once

#include <array>

#include "provider/provider.h"

/// Twilio: HMAC-SHA1 in base64 over the URL and the sorted parameters of a form; of a JSON body the URL carries the
/// hash.
namespace hookctl::provider {

inline constexpr std::array twilio_schemes{signature::Scheme{.name = "form",
                                                             .algorithm = signature::Algorithm::hmac_sha1,
                                                             .input = "{url}{form}",
                                                             .signature = {.header = "X-Twilio-Signature"},
                                                             .encoding = signature::Encoding::base64,
                                                             .url = signature::UrlRule::with_port_and_without}};
inline constexpr std::array twilio_json_schemes{signature::Scheme{.name = "json",
                                                                  .algorithm = signature::Algorithm::hmac_sha1,
                                                                  .input = "{url}",
                                                                  .signature = {.header = "X-Twilio-Signature"},
                                                                  .encoding = signature::Encoding::base64,
                                                                  .url = signature::UrlRule::with_port_and_without,
                                                                  .body_hash_query = "bodySHA256"}};

inline constexpr std::array<Millis, 1> twilio_delays{Seconds{1}};
inline constexpr std::array twilio_final{retry::StatusRange{300, 599}};
/// No answer in time is none of them.
inline constexpr std::array twilio_retried{retry::NoAnswer::refused};
inline constexpr std::array twilio_id{Place{.header = "I-Twilio-Idempotency-Token"}};
inline constexpr std::array twilio_headers{
    SampleHeader{"I-Twilio-Idempotency-Token", "f0c5c1f4-6b46-4b9b-8d1e-8d0a7a4f3d21"},
    SampleHeader{"User-Agent", "TwilioProxy/1.1"},
};
inline constexpr std::array twilio_samples{
    Sample{"success",
           "AccountSid=AC00000000000000000000000000000000&ApiVersion=2010-04-01&From=%2B14158675309&MessageSid="
           "SM00000000000000000000000000000000&MessageStatus=delivered&To=%2B18005551212"},
    Sample{"failure",
           "AccountSid=AC00000000000000000000000000000000&ApiVersion=2010-04-01&ErrorCode=30003&From=%2B14158675309&"
           "MessageSid=SM00000000000000000000000000000000&MessageStatus=undelivered&To=%2B18005551212"},
};
inline constexpr std::array twilio_json_statuses{
    StatusWord{"delivered", Status::succeeded}, StatusWord{"sent", Status::progress},
    StatusWord{"queued", Status::progress},     StatusWord{"undelivered", Status::failed},
    StatusWord{"failed", Status::failed},
};
inline constexpr std::array twilio_json_samples{
    Sample{
        "success",
        R"({"MessageSid":"SM00000000000000000000000000000000","MessageStatus":"delivered","From":"+14158675309","To":"+18005551212"})"},
    Sample{
        "failure",
        R"({"MessageSid":"SM00000000000000000000000000000000","MessageStatus":"undelivered","ErrorCode":"30003","From":"+14158675309","To":"+18005551212"})"},
};
inline constexpr std::array twilio_special{
    SpecialAnswer{"5xx", "not tried again unless the URL asks for it: #rc=3&rp=5xx,ct,rt"},
};
inline constexpr std::array<std::string_view, 3> twilio_assumed{"delays", "statuses", "samples"};
inline constexpr std::array<std::string_view, 2> twilio_notes{
    "the URL is signed as it was configured, with its port and query and without what follows '#'",
    "a request with GET signs the URL alone",
};
/// A document that is JSON at all: a form never is.
inline constexpr std::array<std::string_view, 1> twilio_json_members{""};

inline constexpr retry::Schedule twilio_retries{
    .delays = twilio_delays,
    .timeout = Seconds{15},
    .permanent = twilio_final,
    .retry_on = retry::RetryOn{.without = twilio_retried},
    .documented = retry::Documented::yes,
    .published = {.count = true, .timeout = true},
    .source = "https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides",
    .note =
        "one retry, and only when no connection came about; the URL's fragment can ask for more; the delay is "
        "assumed"};

inline constexpr Provider twilio{.name = "twilio",
                                 .title = "Twilio (form)",
                                 .docs = "https://www.twilio.com/docs/usage/security",
                                 .schemes = twilio_schemes,
                                 .retries = twilio_retries,
                                 .event = {.id = twilio_id},
                                 .marks = {.header = "X-Twilio-Signature"},
                                 .headers = twilio_headers,
                                 .samples = twilio_samples,
                                 .content_type = "application/x-www-form-urlencoded; charset=utf-8",
                                 .special = twilio_special,
                                 .assumed = twilio_assumed,
                                 .gives_up = "the event is lost; voice calls go to the fallback URL",
                                 .notes = twilio_notes};

inline constexpr Provider twilio_json{.name = "twilio-json",
                                      .title = "Twilio (JSON, bodySHA256)",
                                      .docs = "https://www.twilio.com/docs/usage/security",
                                      .schemes = twilio_json_schemes,
                                      .retries = twilio_retries,
                                      .event = {.id = twilio_id,
                                                .subject = {.pointer = "/MessageSid"},
                                                .status = "/MessageStatus",
                                                .statuses = twilio_json_statuses,
                                                .error = "/ErrorCode"},
                                      .marks = {.header = "X-Twilio-Signature", .members = twilio_json_members},
                                      .headers = twilio_headers,
                                      .samples = twilio_json_samples,
                                      .special = twilio_special,
                                      .assumed = twilio_assumed,
                                      .gives_up = "the event is lost",
                                      .notes = twilio_notes};

}  // namespace hookctl::provider
