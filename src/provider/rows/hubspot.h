#pragma once

#include <array>

#include "provider/provider.h"

/// HubSpot: v3 is {method}{url}{body}{ts}, HMAC-SHA256 in base64; v1 and v2 are plain SHA-256 with the secret in front.
namespace hookctl::provider {

inline constexpr std::array hubspot_schemes{
    signature::Scheme{.name = "v3",
                      .input = "{method}{url}{body}{ts}",
                      .signature = {.header = "X-HubSpot-Signature-v3"},
                      .encoding = signature::Encoding::base64,
                      .timestamp = {.header = "X-HubSpot-Request-Timestamp"},
                      .unit = signature::TimeUnit::millis,
                      .tolerance = {.past = Seconds{300}},
                      .url = signature::UrlRule::decoded},
    signature::Scheme{
        .name = "v2",
        .algorithm = signature::Algorithm::sha256,
        .input = "{secret}{method}{url}{body}",
        .signature = {.header = "X-HubSpot-Signature"},
        .only_if = {.place = {.header = "X-HubSpot-Signature-Version"}, .starts_with = "v2"},
    },
    signature::Scheme{
        .name = "v1",
        .algorithm = signature::Algorithm::sha256,
        .input = "{secret}{body}",
        .signature = {.header = "X-HubSpot-Signature"},
        .only_if = {.place = {.header = "X-HubSpot-Signature-Version"}, .starts_with = "v1"},
    }};

inline constexpr std::array<Millis, 10> hubspot_delays{
    Seconds{60},    Seconds{300},    Seconds{900},    Seconds{1'800},  Seconds{3'600},
    Seconds{7'200}, Seconds{10'800}, Seconds{14'400}, Seconds{21'600}, Seconds{25'740}};
inline constexpr std::array hubspot_id{Place{.pointer = "/0/subscriptionId"}, Place{.pointer = "/0/eventId"}};
/// v1 and v2.
inline constexpr std::array hubspot_other_marks{Marks{.header = "X-HubSpot-Signature"}};
inline constexpr std::array hubspot_samples{
    Sample{
        "success",
        R"([{"eventId":1,"subscriptionId":12345,"portalId":62515,"occurredAt":1768473000000,"subscriptionType":"contact.creation","attemptNumber":0,"objectId":123,"changeSource":"CRM","changeFlag":"NEW","appId":54321}])"},
    Sample{
        "failure",
        R"([{"eventId":2,"subscriptionId":12346,"portalId":62515,"occurredAt":1768473060000,"subscriptionType":"contact.deletion","attemptNumber":0,"objectId":123,"changeSource":"CRM","changeFlag":"DELETED","appId":54321}])"},
};
inline constexpr std::array<std::string_view, 2> hubspot_assumed{"delays", "samples"};
inline constexpr std::array<std::string_view, 4> hubspot_notes{
    "one delivery carries up to 100 events; the first one is read here, and eventId is not unique",
    "attemptNumber in the body counts the retries, so each attempt has a body and a signature of its own",
    "HubSpot's libraries check v1 or v2 unless told otherwise",
    "v1 and v2 are plain hashes behind a secret, which who has seen one can extend: rely on v3",
};

inline constexpr Provider hubspot{.name = "hubspot",
                                  .title = "HubSpot",
                                  .docs = "https://github.com/HubSpot/hubspot-api-nodejs",
                                  .schemes = hubspot_schemes,
                                  .retries = {.delays = hubspot_delays,
                                              .timeout = Seconds{5},
                                              .window = Seconds{86'400},
                                              .documented = retry::Documented::partly,
                                              .published = {.count = true, .timeout = true, .window = true},
                                              .source = "https://developers.hubspot.com/docs/api/webhooks",
                                              .note = "10 retries in 24 hours are documented, the delays are assumed"},
                                  .event = {.id = hubspot_id,
                                            .subject = {.pointer = "/0/objectId"},
                                            .type = "/0/subscriptionType",
                                            .occurred_at = "/0/occurredAt"},
                                  .marks = {.header = "X-HubSpot-Signature-v3"},
                                  .other_marks = hubspot_other_marks,
                                  .samples = hubspot_samples,
                                  .assumed = hubspot_assumed,
                                  .gives_up = "the events are lost",
                                  .notes = hubspot_notes};

}  // namespace hookctl::provider
