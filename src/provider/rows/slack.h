#pragma once

#include <array>

#include "provider/provider.h"

/// Slack: v0:{ts}:{body}, HMAC-SHA256, `v0=` + hex.
namespace hookctl::provider {

inline constexpr std::array slack_schemes{signature::Scheme{.name = "v0",
                                                            .input = "v0:{ts}:{body}",
                                                            .signature = {.header = "X-Slack-Signature"},
                                                            .prefix = "v0=",
                                                            .timestamp = {.header = "X-Slack-Request-Timestamp"}}};

inline constexpr std::array<Millis, 3> slack_delays{Seconds{1}, Seconds{60}, Seconds{300}};
inline constexpr std::array slack_id{Place{.pointer = "/event_id"}};
inline constexpr std::array slack_samples{
    Sample{
        "success",
        R"({"token":"example-token","team_id":"T061EG9R6","api_app_id":"A0PNCHHK2","event":{"type":"app_mention","user":"U061F7AUR","text":"<@U0LAN0Z89> is it everything a river should be?","ts":"1515449522.000016","channel":"C0LAN2Q65","event_ts":"1515449522000016"},"type":"event_callback","event_id":"Ev0LAN670R","event_time":1515449522})"},
    Sample{
        "failure",
        R"({"token":"example-token","team_id":"T061EG9R6","api_app_id":"A0PNCHHK2","event":{"type":"tokens_revoked","tokens":{"oauth":["U0EXAMPLE"],"bot":["U0EXAMPLE"]}},"type":"event_callback","event_id":"Ev0LAN670S","event_time":1515449582})"},
};
inline constexpr std::array slack_special{
    SpecialAnswer{"X-Slack-No-Retry: 1", "no further attempt follows"},
};
inline constexpr std::array<std::string_view, 1> slack_assumed{"samples"};
inline constexpr std::array<std::string_view, 2> slack_notes{
    "retries carry x-slack-retry-num (1 to 3) and x-slack-retry-reason",
    "slash commands and interactions are form-encoded; the raw form is what is signed",
};

inline constexpr Provider slack{
    .name = "slack",
    .title = "Slack",
    .docs = "https://docs.slack.dev/authentication/verifying-requests-from-slack",
    .schemes = slack_schemes,
    .retries = {.delays = slack_delays,
                .timeout = Seconds{3},
                .stop_header = "X-Slack-No-Retry",
                .documented = retry::Documented::yes,
                .published = {.count = true, .delays = true, .timeout = true},
                .source = "https://docs.slack.dev/apis/events-api",
                .note = "the first retry follows nearly at once; 1 s is assumed for it"},
    .event = {.id = slack_id, .type = "/event/type", .occurred_at = "/event_time"},
    .marks = {.header = "X-Slack-Signature"},
    .samples = slack_samples,
    .special = slack_special,
    .handshake = "slack",
    .assumed = slack_assumed,
    .gives_up = "the event is lost; subscriptions are switched off when over 95 % of an hour's events fail",
    .notes = slack_notes};

}  // namespace hookctl::provider
