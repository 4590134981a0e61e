#pragma once

#include <array>

#include "provider/provider.h"
#include "provider/rows/delays.h"

/// Deepgram: nothing is signed; `dg-token` names the API key that asked.
namespace hookctl::provider {

inline constexpr std::array deepgram_schemes{signature::Scheme{
    .name = "token", .algorithm = signature::Algorithm::token, .input = "", .signature = {.header = "dg-token"}}};
inline constexpr auto deepgram_delays = every<10>(Millis{30'000});
inline constexpr std::array deepgram_id{Place{.pointer = "/metadata/request_id|/request_id"}};
inline constexpr std::array deepgram_samples{
    Sample{
        "success",
        R"({"metadata":{"request_id":"3f9c1f9e-5c1a-4a0e-9a77-6d1a2f6d2b11","created":"2026-02-01T10:00:00.000Z","duration":5.2,"channels":1},"results":{"channels":[{"alternatives":[{"transcript":"hello world","confidence":0.99}]}]}})"},
    Sample{
        "failure",
        R"({"err_code":"Bad Request","err_msg":"failed to process audio","request_id":"3f9c1f9e-5c1a-4a0e-9a77-6d1a2f6d2b11"})"},
};
inline constexpr std::array<std::string_view, 4> deepgram_assumed{"30 s between attempts", "the answer deadline",
                                                                  "samples", "the member of the error"};
inline constexpr std::array<std::string_view, 3> deepgram_notes{
    "the token is the key's identifier, not a secret of the webhook",
    "targets may use the ports 80, 443, 8080 and 8443 only",
    "there is no status: a delivery with results succeeded",
};

inline constexpr Provider deepgram{
    .name = "deepgram",
    .title = "Deepgram",
    .docs = "https://github.com/hookdeck/webhook-skills skills/deepgram-webhooks",
    .schemes = deepgram_schemes,
    .retries = {.delays = deepgram_delays,
                .documented = retry::Documented::partly,
                .published = {.count = true},
                .source = "https://github.com/hookdeck/webhook-skills skills/deepgram-webhooks",
                .note = "10 retries are documented, the 30 s between them and the answer deadline are assumed"},
    .event = {.id = deepgram_id, .error = "/err_msg", .occurred_at = "/metadata/created"},
    .marks = {.header = "dg-token"},
    .samples = deepgram_samples,
    .assumed = deepgram_assumed,
    .gives_up = "nothing more is sent; the transcript is lost",
    .notes = deepgram_notes,
    .endpoint_given = "?callback={url}"};

}  // namespace hookctl::provider
