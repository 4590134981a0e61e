#pragma once

#include <array>

#include "provider/provider.h"

/// Telegram bots: a static token in a header, the `secret_token` of setWebhook. Nothing is signed.
namespace hookctl::provider {

inline constexpr std::array telegram_schemes{
    signature::Scheme{.name = "token",
                      .algorithm = signature::Algorithm::token,
                      .input = "",
                      .signature = {.header = "X-Telegram-Bot-Api-Secret-Token"}}};

inline constexpr std::array<Millis, 5> telegram_delays{Seconds{1}, Seconds{5}, Seconds{30}, Seconds{60}, Seconds{120}};
inline constexpr std::array telegram_id{Place{.pointer = "/update_id"}};
inline constexpr std::array telegram_statuses{StatusWord{"member", Status::succeeded},
                                              StatusWord{"kicked", Status::failed}};
inline constexpr std::array telegram_samples{
    Sample{
        "success",
        R"({"update_id":10000,"message":{"message_id":1365,"date":1768473000,"from":{"id":1111111,"is_bot":false,"first_name":"Test"},"chat":{"id":1111111,"type":"private","first_name":"Test"},"text":"/start"}})"},
    Sample{
        "failure",
        R"({"update_id":10001,"my_chat_member":{"date":1768473060,"from":{"id":1111111,"is_bot":false,"first_name":"Test"},"chat":{"id":1111111,"type":"private","first_name":"Test"},"new_chat_member":{"user":{"id":2222222,"is_bot":true,"first_name":"Bot"},"status":"kicked"}}})"},
};
inline constexpr std::array<std::string_view, 4> telegram_assumed{"timeout", "delays", "statuses", "samples"};
inline constexpr std::array<std::string_view, 1> telegram_notes{
    "deliveries go to the ports 443, 80, 88 and 8443 only",
};

inline constexpr Provider telegram{.name = "telegram",
                                   .title = "Telegram",
                                   .docs = "https://core.telegram.org/bots/api#setwebhook",
                                   .schemes = telegram_schemes,
                                   .retries = {.delays = telegram_delays,
                                               .timeout = Seconds{30},
                                               .documented = retry::Documented::no,
                                               .source = "https://core.telegram.org/bots/api#setwebhook",
                                               .note = "'a reasonable amount of attempts' is all that is documented"},
                                   .event = {.id = telegram_id,
                                             .subject = {.pointer = "/message/message_id"},
                                             .status = "/my_chat_member/new_chat_member/status",
                                             .statuses = telegram_statuses,
                                             .occurred_at = "/message/date"},
                                   .marks = {.header = "X-Telegram-Bot-Api-Secret-Token"},
                                   .samples = telegram_samples,
                                   .assumed = telegram_assumed,
                                   .gives_up = "updates wait for up to 24 hours for a new webhook or getUpdates",
                                   .notes = telegram_notes};

}  // namespace hookctl::provider
