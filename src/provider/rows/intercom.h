#pragma once

#include <array>

#include "provider/provider.h"

/// Intercom: {body}, HMAC-SHA1, `sha1=` + hex. No time is signed.
namespace hookctl::provider {

inline constexpr std::array intercom_schemes{signature::Scheme{.name = "sha1",
                                                               .algorithm = signature::Algorithm::hmac_sha1,
                                                               .signature = {.header = "X-Hub-Signature"},
                                                               .prefix = "sha1="}};

inline constexpr std::array<Millis, 1> intercom_delays{Seconds{60}};
inline constexpr std::array intercom_gone{retry::StatusRange{410, 410}};
inline constexpr std::array intercom_id{Place{.pointer = "/id"}};
/// GitHub's and Meta's deliveries carry the same header; neither has a topic.
inline constexpr std::array<std::string_view, 2> intercom_members{"/type", "/topic"};
inline constexpr std::array intercom_samples{
    Sample{
        "success",
        R"({"type":"notification_event","app_id":"a1b2c3","id":"notif_56775150-9487-11ef-8a50-1d4f8ab4b2b4","topic":"conversation.user.created","created_at":1768473000,"data":{"type":"notification_event_data","item":{"type":"conversation","id":"1234"}}})"},
    Sample{
        "failure",
        R"({"type":"notification_event","app_id":"a1b2c3","id":"notif_56775150-9487-11ef-8a50-1d4f8ab4b2b5","topic":"contact.unsubscribed","created_at":1768473060,"data":{"type":"notification_event_data","item":{"type":"contact","id":"5678"}}})"},
};
inline constexpr std::array intercom_special{
    SpecialAnswer{"410", "ends the subscription"},
    SpecialAnswer{"4xx", "over 1000 errors in a row within 15 min pause the topic for 15 min"},
};
inline constexpr std::array<std::string_view, 3> intercom_assumed{"timeout", "delays", "samples"};
inline constexpr std::array<std::string_view, 1> intercom_notes{
    "the first delivery to a new endpoint has the topic ping",
};

inline constexpr Provider intercom{
    .name = "intercom",
    .title = "Intercom",
    .docs = "https://developers.intercom.com/docs/webhooks/webhook-notifications",
    .schemes = intercom_schemes,
    .retries = {.delays = intercom_delays,
                .timeout = Seconds{5},
                .permanent = intercom_gone,
                .documented = retry::Documented::no,
                .source = "https://developers.intercom.com/docs/webhooks/webhook-notifications",
                .note = "5 s for the answer and one retry after a minute are common knowledge"},
    .event = {.id = intercom_id,
              .subject = {.pointer = "/data/item/id"},
              .type = "/topic",
              .occurred_at = "/created_at"},
    .marks = {.header = "X-Hub-Signature", .value_prefix = "sha1=", .members = intercom_members},
    .samples = intercom_samples,
    .special = intercom_special,
    .assumed = intercom_assumed,
    .gives_up = "the event is lost; after 7 days of errors a private app's subscription is suspended",
    .notes = intercom_notes};

}  // namespace hookctl::provider
