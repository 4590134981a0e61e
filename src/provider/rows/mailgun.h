#pragma once

#include <array>

#include "provider/provider.h"

/// Mailgun: timestamp and token of the body, HMAC-SHA256 in hex, in the body itself. The event is not covered.
namespace hookctl::provider {

inline constexpr std::array mailgun_schemes{
    signature::Scheme{.name = "body",
                      .input = "{json:/signature/timestamp}{json:/signature/token}",
                      .signature = {.pointer = "/signature/signature"},
                      .timestamp = {.pointer = "/signature/timestamp"},
                      .tolerance = signature::Tolerance{}}};

inline constexpr std::array<Millis, 6> mailgun_delays{Seconds{300},   Seconds{600},   Seconds{900},
                                                      Seconds{3'600}, Seconds{7'200}, Seconds{14'400}};
inline constexpr std::array mailgun_success{retry::StatusRange{200, 200}};
inline constexpr std::array mailgun_rejected{retry::StatusRange{406, 406}};
inline constexpr std::array mailgun_id{Place{.pointer = "/event-data/id"}};
inline constexpr std::array mailgun_statuses{
    StatusWord{"delivered", Status::succeeded}, StatusWord{"opened", Status::succeeded},
    StatusWord{"clicked", Status::succeeded},   StatusWord{"failed", Status::failed},
    StatusWord{"accepted", Status::progress},   StatusWord{"unsubscribed", Status::canceled},
    StatusWord{"complained", Status::other},
};
inline constexpr std::array<std::string_view, 3> mailgun_members{"/signature/timestamp", "/signature/token",
                                                                 "/signature/signature"};
inline constexpr std::array mailgun_samples{
    Sample{
        "success",
        R"({"signature":{"timestamp":"1768473000","token":"00000000000000000000000000000000000000000000000000","signature":""},"event-data":{"id":"CPgfbmQMTCKtHW6uIWtuVe","event":"delivered","timestamp":1768473000.123456,"recipient":"alice@example.com"}})"},
    Sample{
        "failure",
        R"({"signature":{"timestamp":"1768473000","token":"00000000000000000000000000000000000000000000000000","signature":""},"event-data":{"id":"G9Bn5sl1TC6nu79C8C0bwg","event":"failed","severity":"permanent","reason":"suppress-bounce","timestamp":1768473000.123456,"recipient":"alice@example.com"}})"},
};
inline constexpr std::array mailgun_special{
    SpecialAnswer{"406", "the event is refused and never sent again"},
};
inline constexpr std::array<std::string_view, 3> mailgun_assumed{"timeout", "statuses", "samples"};
inline constexpr std::array<std::string_view, 2> mailgun_notes{
    "only timestamp and token are signed: who has seen one delivery can send any event under its signature",
    "the help centre names other delays: 10, 10, 15, 30 min, 1, 2, 4 h",
};

inline constexpr Provider mailgun{
    .name = "mailgun",
    .title = "Mailgun",
    .docs = "https://documentation.mailgun.com/docs/mailgun/user-manual/webhooks/webhook-retries",
    .schemes = mailgun_schemes,
    .retries = {.delays = mailgun_delays,
                .timeout = Seconds{10},
                .success = mailgun_success,
                .permanent = mailgun_rejected,
                .documented = retry::Documented::yes,
                .published = {.count = true, .delays = true},
                .source = "https://documentation.mailgun.com/docs/mailgun/user-manual/webhooks/webhook-retries",
                .note = "the time limit is assumed; events of delivered mail are not tried again"},
    .event = {.id = mailgun_id,
              .type = "/event-data/event",
              .status = "/event-data/event",
              .statuses = mailgun_statuses,
              .error = "/event-data/reason",
              .occurred_at = "/event-data/timestamp"},
    .marks = {.members = mailgun_members},
    .samples = mailgun_samples,
    .special = mailgun_special,
    .assumed = mailgun_assumed,
    .gives_up = "the event is lost; it stays in the events API",
    .notes = mailgun_notes};

}  // namespace hookctl::provider
