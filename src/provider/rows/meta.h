#pragma once

#include <array>

#include "provider/provider.h"

/// Meta: {body}, HMAC-SHA256, `sha256=` + hex. The body escapes what is not ASCII, and slashes; no time is signed.
namespace hookctl::provider {

inline constexpr std::array meta_schemes{
    signature::Scheme{.name = "sha256", .signature = {.header = "X-Hub-Signature-256"}, .prefix = "sha256="}};

inline constexpr std::array<Millis, 8> meta_delays{Seconds{60},    Seconds{300},    Seconds{900},    Seconds{3'600},
                                                   Seconds{7'200}, Seconds{14'400}, Seconds{28'800}, Seconds{57'600}};
inline constexpr std::array meta_success{retry::StatusRange{200, 200}};
inline constexpr std::array meta_id{Place{.pointer = "/entry/0/changes/0/value/statuses/0/id"},
                                    Place{.pointer = "/entry/0/changes/0/value/statuses/0/status"}};
inline constexpr std::array meta_statuses{
    StatusWord{"delivered", Status::succeeded},
    StatusWord{"read", Status::succeeded},
    StatusWord{"failed", Status::failed},
    StatusWord{"sent", Status::progress},
};
inline constexpr std::array meta_samples{
    Sample{
        "success",
        R"({"object":"whatsapp_business_account","entry":[{"id":"102290129340398","changes":[{"value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"15550783881","verified_name":"Caf\u00e9"},"statuses":[{"id":"wamid.HBgLMTY0NjcwNDM1OTUVAgARGBI5","status":"delivered","timestamp":"1768473000","recipient_id":"16505551234"}]},"field":"messages"}]}]})"},
    Sample{
        "failure",
        R"({"object":"whatsapp_business_account","entry":[{"id":"102290129340398","changes":[{"value":{"messaging_product":"whatsapp","statuses":[{"id":"wamid.HBgLMTY0NjcwNDM1OTUVAgARGBI5","status":"failed","timestamp":"1768473000","recipient_id":"16505551234","errors":[{"code":131026,"title":"Message undeliverable","href":"https:\/\/developers.facebook.com\/docs\/"}]}]},"field":"messages"}]}]})"},
};
inline constexpr std::array<std::string_view, 4> meta_assumed{"timeout", "delays", "statuses", "samples"};
inline constexpr std::array<std::string_view, 3> meta_notes{
    "the body holds \\u00e9 and \\/ literally; who decodes it and writes it again gets another signature",
    "WhatsApp tries again for up to 7 days",
    "messages carry their id at /entry/0/changes/0/value/messages/0/id; statuses are read here",
};

inline constexpr Provider meta{
    .name = "meta",
    .title = "Meta (WhatsApp, Messenger, Instagram)",
    .docs = "https://developers.facebook.com/docs/graph-api/webhooks",
    .schemes = meta_schemes,
    .retries = {.delays = meta_delays,
                .timeout = Seconds{10},
                .window = Seconds{129'600},
                .success = meta_success,
                .documented = retry::Documented::partly,
                .published = {.window = true},
                .source = "https://developers.facebook.com/docs/graph-api/webhooks",
                .note = "36 hours with decreasing frequency are documented; delays and time limit are assumed"},
    .event = {.id = meta_id,
              .subject = {.pointer = "/entry/0/changes/0/value/statuses/0/id"},
              .type = "/entry/0/changes/0/field",
              .status = "/entry/0/changes/0/value/statuses/0/status",
              .statuses = meta_statuses,
              .error = "/entry/0/changes/0/value/statuses/0/errors/0/title",
              .occurred_at = "/entry/0/changes/0/value/statuses/0/timestamp"},
    .marks = {.header = "X-Hub-Signature-256"},
    .samples = meta_samples,
    .handshake = "meta",
    .assumed = meta_assumed,
    .gives_up = "the event is lost; an app that keeps failing is unsubscribed",
    .notes = meta_notes};

}  // namespace hookctl::provider
