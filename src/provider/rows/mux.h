#pragma once

#include <array>

#include "provider/provider.h"
#include "provider/rows/delays.h"

/// Mux: {t}.{body}, HMAC-SHA256 in hex, `t=…,v1=…` in one header.
namespace hookctl::provider {

inline constexpr std::array mux_schemes{signature::Scheme{.name = "v1",
                                                          .input = "{ts}.{body}",
                                                          .signature = {.header = "Mux-Signature"},
                                                          .layout = signature::Layout::fields,
                                                          .separator = ',',
                                                          .field = "v1",
                                                          .timestamp_field = "t",
                                                          .tolerance = {.past = Seconds{300}}}};
inline constexpr auto mux_delays = doubling<13>(Millis{30'000}, Millis{14'400'000});
inline constexpr std::array mux_id{Place{.pointer = "/id"}};
inline constexpr std::array mux_statuses{
    StatusWord{"video.asset.created", Status::progress},
    StatusWord{"video.asset.ready", Status::succeeded},
    StatusWord{"video.asset.errored", Status::failed},
};
inline constexpr std::array mux_samples{
    Sample{
        "success",
        R"({"type":"video.asset.ready","id":"3a56ac3d-33da-4366-855b-f592d898409d","created_at":"2026-02-01T10:00:00.000000Z","object":{"type":"asset","id":"asset_1"},"data":{"id":"asset_1","status":"ready","playback_ids":[{"policy":"public","id":"play_1"}]},"attempts":[]})"},
    Sample{
        "failure",
        R"({"type":"video.asset.errored","id":"3a56ac3d-33da-4366-855b-f592d898409e","created_at":"2026-02-01T10:00:00.000000Z","object":{"type":"asset","id":"asset_1"},"data":{"id":"asset_1","status":"errored","errors":{"type":"invalid_input","messages":["The input is not a video"]}},"attempts":[]})"},
};
inline constexpr std::array<std::string_view, 3> mux_assumed{"delays", "samples", "the member of the error"};
inline constexpr std::array<std::string_view, 1> mux_notes{"timestamps of the future are accepted by its SDK"};

inline constexpr Provider mux{.name = "mux",
                              .title = "Mux",
                              .docs = "https://docs.mux.com/docs/webhooks",
                              .schemes = mux_schemes,
                              .retries = {.delays = mux_delays,
                                          .timeout = Millis{5'000},
                                          .window = Millis{86'400'000},
                                          .documented = retry::Documented::partly,
                                          .published = {.timeout = true, .window = true},
                                          .source = "https://docs.mux.com/docs/webhooks",
                                          .note = "retries for 24 h are documented, the delays are assumed"},
                              .event = {.id = mux_id,
                                        .subject = {.pointer = "/data/id"},
                                        .type = "/type",
                                        .status = "/type",
                                        .statuses = mux_statuses,
                                        .error = "/data/errors/messages/0",
                                        .occurred_at = "/created_at"},
                              .marks = {.header = "Mux-Signature"},
                              .samples = mux_samples,
                              .assumed = mux_assumed,
                              .gives_up = "nothing more is sent; the asset can be fetched",
                              .notes = mux_notes};

}  // namespace hookctl::provider
