#pragma once

#include <array>

#include "provider/provider.h"
#include "provider/rows/answers.h"
#include "provider/rows/delays.h"

/// Luma Dream Machine: unsigned; the generation is sent on every change of its state.
namespace hookctl::provider {

inline constexpr auto luma_delays = every<3>(Millis{100});
inline constexpr std::array luma_id{Place{.pointer = "/id"}, Place{.pointer = "/state"}};
inline constexpr std::array<std::string_view, 4> luma_members{"/id", "/state", "/failure_reason", "/assets"};
inline constexpr std::array<std::string_view, 2> luma_outputs{"/assets/video", "/assets/image"};
inline constexpr std::array luma_statuses{
    StatusWord{"queued", Status::progress},
    StatusWord{"dreaming", Status::progress},
    StatusWord{"completed", Status::succeeded},
    StatusWord{"failed", Status::failed},
};
inline constexpr std::array luma_samples{
    Sample{
        "success",
        R"({"id":"123e4567-e89b-12d3-a456-426614174000","state":"completed","failure_reason":null,"created_at":"2026-02-01T10:00:00Z","assets":{"video":"https://storage.example/v.mp4"},"model":"ray-2","request":{"prompt":"teddy bear"}})"},
    Sample{
        "failure",
        R"({"id":"123e4567-e89b-12d3-a456-426614174000","state":"failed","failure_reason":"moderation","created_at":"2026-02-01T10:00:00Z","assets":null,"model":"ray-2","request":{"prompt":"teddy bear"}})"},
};
inline constexpr std::array luma_special{SpecialAnswer{"201", "is a failure, as everything but 200"}};
inline constexpr std::array<std::string_view, 1> luma_assumed{"the failure sample"};
inline constexpr std::array<std::string_view, 2> luma_notes{
    "nothing is signed: fetch the generation before trusting what it says",
    "three retries within a third of a second: an endpoint that restarts misses the event",
};

inline constexpr Provider luma{
    .name = "luma",
    .title = "Luma Dream Machine",
    .docs = "https://docs.lumalabs.ai/changelog/callbacks-and-credits-balance",
    .retries = {.delays = luma_delays,
                .timeout = Millis{5'000},
                .success = just_200,
                .documented = retry::Documented::yes,
                .published = {.count = true, .delays = true, .timeout = true},
                .source = "https://docs.lumalabs.ai/changelog/callbacks-and-credits-balance"},
    .event = {.id = luma_id,
              .subject = {.pointer = "/id"},
              .status = "/state",
              .statuses = luma_statuses,
              .outputs = luma_outputs,
              .error = "/failure_reason",
              .occurred_at = "/created_at"},
    .marks = {.members = luma_members},
    .samples = luma_samples,
    .special = luma_special,
    .assumed = luma_assumed,
    .gives_up = "nothing more is sent; the generation can be fetched",
    .notes = luma_notes,
    .endpoint_given = R"("callback_url": "{url}")"};

}  // namespace hookctl::provider
