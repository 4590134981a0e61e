#pragma once

#include <array>

#include "provider/provider.h"
#include "provider/rows/standard_webhooks.h"

/// OpenAI: Standard Webhooks with a thin body; a secret without whsec_ is used as it is.
namespace hookctl::provider {

inline constexpr std::array openai_schemes = [] {
  auto v1 = standard_webhooks_v1;
  v1.key = signature::KeyRule::base64_if_prefixed;
  return std::array{v1};
}();
inline constexpr std::array openai_statuses{
    StatusWord{"response.completed", Status::succeeded},
    StatusWord{"response.failed", Status::failed},
    StatusWord{"response.cancelled", Status::canceled},
    StatusWord{"response.incomplete", Status::failed},
    StatusWord{"batch.completed", Status::succeeded},
    StatusWord{"batch.failed", Status::failed},
    StatusWord{"batch.expired", Status::failed},
    StatusWord{"batch.cancelled", Status::canceled},
    StatusWord{"fine_tuning.job.succeeded", Status::succeeded},
    StatusWord{"fine_tuning.job.failed", Status::failed},
    StatusWord{"fine_tuning.job.cancelled", Status::canceled},
    StatusWord{"eval.run.succeeded", Status::succeeded},
    StatusWord{"eval.run.failed", Status::failed},
    StatusWord{"eval.run.canceled", Status::canceled},
    StatusWord{"realtime.call.incoming", Status::other},
    StatusWord{"live.call.incoming", Status::other},
};
inline constexpr std::array openai_id_mark{signature::Condition{{.header = "webhook-id"}, "wh_"}};
inline constexpr std::array openai_event_mark{signature::Condition{{.pointer = "/object"}, "event"},
                                              signature::Condition{{.pointer = "/id"}, "evt_"}};
inline constexpr std::array openai_other_marks{
    Marks{.header = "webhook-signature", .value_prefix = "v1", .also = openai_event_mark}};
inline constexpr std::array openai_samples{
    Sample{
        "success",
        R"({"id": "evt_1", "object": "event", "created_at": 1750861210, "type": "response.completed", "data": {"id": "resp_123"}})"},
    Sample{
        "failure",
        R"({"id": "evt_2", "object": "event", "created_at": 1750861210, "type": "response.failed", "data": {"id": "resp_124"}})"},
};
inline constexpr std::array openai_special{SpecialAnswer{"3xx", "is a failure and retried"}};
inline constexpr std::array<std::string_view, 3> openai_assumed{"delays", "the answer deadline (\"a few seconds\")",
                                                                "statuses: read from the event types"};
inline constexpr std::array<std::string_view, 2> openai_notes{
    "the body has a space after every ':' and ',': rewriting it compactly breaks the signature",
    "the body names the object only; fetch it for results and errors",
};

inline constexpr Provider openai{
    .name = "openai",
    .title = "OpenAI",
    .docs = "https://platform.openai.com/docs/guides/webhooks",
    .schemes = openai_schemes,
    .retries = {.delays = std::span(standard_webhooks_delays).first<8>(),
                .timeout = Millis{20'000},
                .window = Millis{259'200'000},
                .documented = retry::Documented::partly,
                .published = {.window = true},
                .source = "https://platform.openai.com/docs/guides/webhooks",
                .note = "exponential backoff up to 72 h is documented; the delays are those of Standard Webhooks"},
    .event = {.id = webhook_id,
              .subject = {.pointer = "/data/id"},
              .type = "/type",
              .status = "/type",
              .statuses = openai_statuses,
              .occurred_at = "/created_at"},
    .marks = {.header = "webhook-signature", .value_prefix = "v1", .also = openai_id_mark},
    .other_marks = openai_other_marks,
    .samples = openai_samples,
    .special = openai_special,
    .assumed = openai_assumed,
    .gives_up = "nothing more is sent; the object can be fetched",
    .notes = openai_notes};

}  // namespace hookctl::provider
