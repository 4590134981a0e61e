#pragma once

#include <array>

#include "provider/provider.h"

/// SendGrid's event webhook: {ts}{body}, ECDSA P-256 with SHA-256, DER in base64.
namespace hookctl::provider {

inline constexpr std::array sendgrid_schemes{
    signature::Scheme{.name = "ecdsa",
                      .algorithm = signature::Algorithm::ecdsa_p256,
                      .input = "{ts}{body}",
                      .signature = {.header = "X-Twilio-Email-Event-Webhook-Signature"},
                      .encoding = signature::Encoding::base64,
                      .timestamp = {.header = "X-Twilio-Email-Event-Webhook-Timestamp"},
                      .tolerance = signature::Tolerance{}}};

inline constexpr std::array<Millis, 7> sendgrid_delays{Seconds{60},    Seconds{300},    Seconds{900},   Seconds{3'600},
                                                       Seconds{7'200}, Seconds{14'400}, Seconds{28'800}};
inline constexpr std::array sendgrid_id{Place{.pointer = "/0/sg_event_id"}};
inline constexpr std::array sendgrid_statuses{
    StatusWord{"delivered", Status::succeeded},  StatusWord{"open", Status::succeeded},
    StatusWord{"click", Status::succeeded},      StatusWord{"dropped", Status::failed},
    StatusWord{"bounce", Status::failed},        StatusWord{"spamreport", Status::other},
    StatusWord{"unsubscribe", Status::canceled}, StatusWord{"processed", Status::progress},
    StatusWord{"deferred", Status::progress},
};
inline constexpr std::array sendgrid_samples{
    Sample{
        "success",
        R"([{"email":"hello@world.example","timestamp":1768473000,"smtp-id":"<LRzXl_NHStOGhQ4kofSm_A@ismtpd0039p1iad1.sendgrid.net>","event":"delivered","sg_event_id":"ZHJvcC0xMDk5NDkxOS1MUnpYbF9OSFN0T0doUTRrb2ZTbV9BLTA","sg_message_id":"LRzXl_NHStOGhQ4kofSm_A.filter","response":"250 OK"},)"
        "\r\n"
        R"({"email":"hello@world.example","timestamp":1768473060,"event":"open","sg_event_id":"b3Blbi0xMDk5NDkxOS1MUnpYbF9OSFN0T0doUTRrb2ZTbV9BLTA","sg_message_id":"LRzXl_NHStOGhQ4kofSm_A.filter"}])"
        "\r\n"},
    Sample{
        "failure",
        R"([{"email":"hello@world.example","event":"dropped","reason":"Bounced Address","sg_event_id":"ZHJvcC0xMDk5NDkxOS1MUnpYbF9OSFN0T0doUTRrb2ZTbV9BLTA","sg_message_id":"LRzXl_NHStOGhQ4kofSm_A.filter","timestamp":1768473000}])"
        "\r\n"},
};
inline constexpr std::array<std::string_view, 4> sendgrid_assumed{"timeout", "delays", "statuses", "samples"};
inline constexpr std::array<std::string_view, 2> sendgrid_notes{
    "the body ends in CR LF and has CR LF between its events; without them no signature is right",
    "one delivery carries many events, each with an sg_event_id of its own; the first one is read here",
};

inline constexpr Provider sendgrid{
    .name = "sendgrid",
    .title = "SendGrid (event webhook)",
    .docs = "https://github.com/sendgrid/sendgrid-nodejs",
    .schemes = sendgrid_schemes,
    .retries = {.delays = sendgrid_delays,
                .timeout = Seconds{10},
                .window = Seconds{86'400},
                .documented = retry::Documented::no,
                .source = "https://github.com/sendgrid/sendgrid-nodejs",
                .note = "retries for up to 24 hours are common knowledge; delays and time limit are assumed"},
    .event = {.id = sendgrid_id,
              .subject = {.pointer = "/0/sg_message_id"},
              .type = "/0/event",
              .status = "/0/event",
              .statuses = sendgrid_statuses,
              .error = "/0/reason",
              .occurred_at = "/0/timestamp"},
    .marks = {.header = "X-Twilio-Email-Event-Webhook-Signature"},
    .samples = sendgrid_samples,
    .assumed = sendgrid_assumed,
    .gives_up = "the events are lost",
    .notes = sendgrid_notes};

}  // namespace hookctl::provider
