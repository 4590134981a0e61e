#pragma once

#include <array>

#include "provider/provider.h"

/// PayPal: {id}|{ts}|{webhook_id}|{crc32}, RSA with SHA-256 in base64. The webhook's id is not in the request.
namespace hookctl::provider {

inline constexpr std::array paypal_schemes{signature::Scheme{.name = "rsa-sha256",
                                                             .algorithm = signature::Algorithm::rsa_sha256,
                                                             .input = "{id}|{ts}|{webhook_id}|{crc32}",
                                                             .signature = {.header = "PAYPAL-TRANSMISSION-SIG"},
                                                             .encoding = signature::Encoding::base64,
                                                             .id = {.header = "PAYPAL-TRANSMISSION-ID"},
                                                             .timestamp = {.header = "PAYPAL-TRANSMISSION-TIME"},
                                                             .unit = signature::TimeUnit::iso,
                                                             .tolerance = signature::Tolerance{}}};

/// 25 retries, the last at the end of three days.
inline constexpr auto paypal_delays = [] {
  std::array<Millis, 25> delays{Seconds{60}, Seconds{300}, Seconds{900}, Seconds{3'600}, Seconds{7'200}};
  for (std::size_t i = 5; i < delays.size(); ++i) delays[i] = Seconds{12'357};
  return delays;
}();
inline constexpr std::array paypal_id{Place{.pointer = "/id"}};
inline constexpr std::array paypal_statuses{
    StatusWord{"COMPLETED", Status::succeeded}, StatusWord{"DECLINED", Status::failed},
    StatusWord{"FAILED", Status::failed},       StatusWord{"VOIDED", Status::canceled},
    StatusWord{"PENDING", Status::progress},
};
inline constexpr std::array paypal_headers{
    SampleHeader{"PAYPAL-AUTH-ALGO", "SHA256withRSA"},
    SampleHeader{"PAYPAL-CERT-URL", "https://api.paypal.com/v1/notifications/certs/CERT-360caa42-fca2a594-00000000"},
};
inline constexpr std::array paypal_samples{
    Sample{
        "success",
        R"({"id":"WH-58D329510W468432D-8HN650336L201105X","event_version":"1.0","create_time":"2026-01-15T10:30:00.123Z","resource_type":"capture","event_type":"PAYMENT.CAPTURE.COMPLETED","summary":"Payment completed for $ 2.51 USD","resource":{"id":"27M47624FP291604U","status":"COMPLETED","amount":{"currency_code":"USD","value":"2.51"}}})"},
    Sample{
        "failure",
        R"({"id":"WH-58D329510W468432D-8HN650336L201106X","event_version":"1.0","create_time":"2026-01-15T10:30:00.123Z","resource_type":"capture","event_type":"PAYMENT.CAPTURE.DENIED","summary":"Payment denied for $ 2.51 USD","resource":{"id":"27M47624FP291604U","status":"DECLINED","status_details":{"reason":"DECLINED_BY_RISK_FRAUD_FILTERS"},"amount":{"currency_code":"USD","value":"2.51"}}})"},
};
inline constexpr std::array<std::string_view, 4> paypal_assumed{"timeout", "delays", "statuses", "samples"};
inline constexpr std::array<std::string_view, 3> paypal_notes{
    "give the webhook's id with --webhook-id, and the certificate that PAYPAL-CERT-URL names: hookctl fetches none",
    "the CRC-32 is unsigned and decimal: a signed one is the usual mistake",
    "events of PayPal's simulator do not verify",
};

inline constexpr Provider paypal{
    .name = "paypal",
    .title = "PayPal",
    .docs = "https://developer.paypal.com/api/webhooks/v1/definitions/verify_webhook_signature",
    .schemes = paypal_schemes,
    .retries = {.delays = paypal_delays,
                .timeout = Seconds{30},
                .window = Seconds{259'200},
                .documented = retry::Documented::no,
                .source = "https://github.com/hookdeck/webhook-skills skills/paypal-webhooks",
                .note = "up to 25 retries over 3 days are common knowledge; delays and time limit are assumed"},
    .event = {.id = paypal_id,
              .subject = {.pointer = "/resource/id"},
              .type = "/event_type",
              .status = "/resource/status",
              .statuses = paypal_statuses,
              .error = "/resource/status_details/reason",
              .occurred_at = "/create_time"},
    .marks = {.header = "PAYPAL-TRANSMISSION-SIG"},
    .headers = paypal_headers,
    .samples = paypal_samples,
    .assumed = paypal_assumed,
    .gives_up = "the event is marked as failed and can be sent again by hand",
    .notes = paypal_notes};

}  // namespace hookctl::provider
