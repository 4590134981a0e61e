#pragma once

#include <array>

#include "provider/provider.h"
#include "provider/rows/answers.h"
#include "provider/rows/delays.h"

/// AssemblyAI: a static header of the caller's choice, and a body that names the transcript only.
namespace hookctl::provider {

inline constexpr std::array assemblyai_schemes{signature::Scheme{.name = "token",
                                                                 .algorithm = signature::Algorithm::token,
                                                                 .input = "",
                                                                 .signature = {.header = "X-My-Webhook-Secret"}}};
inline constexpr auto assemblyai_delays = every<9>(Millis{10'000});
inline constexpr std::array assemblyai_id{Place{.pointer = "/transcript_id"}};
inline constexpr std::array<std::string_view, 2> assemblyai_members{"/transcript_id", "/status"};
inline constexpr std::array assemblyai_statuses{StatusWord{"completed", Status::succeeded},
                                                StatusWord{"error", Status::failed}};
inline constexpr std::array assemblyai_samples{
    Sample{"success", R"({"transcript_id":"5551722-f677-48a6-9287-39c0aafd9ac1","status":"completed"})"},
    Sample{"failure", R"({"transcript_id":"5551722-f677-48a6-9287-39c0aafd9ac1","status":"error"})"},
};
inline constexpr std::array assemblyai_special{SpecialAnswer{"4xx", "ends the delivery for good"}};
inline constexpr std::array<std::string_view, 1> assemblyai_assumed{"the header's name: the caller chooses it"};
inline constexpr std::array<std::string_view, 2> assemblyai_notes{
    "the header is the one given as webhook_auth_header_name; without it there is none",
    "the body names the transcript only; fetch it for text and error",
};

inline constexpr Provider assemblyai{
    .name = "assemblyai",
    .title = "AssemblyAI",
    .docs = "https://assemblyai.com/docs/pre-recorded-audio/webhooks",
    .schemes = assemblyai_schemes,
    .retries = {.delays = assemblyai_delays,
                .timeout = Millis{10'000},
                .permanent = client_errors,
                .documented = retry::Documented::yes,
                .published = {.count = true, .delays = true, .timeout = true},
                .source = "https://assemblyai.com/docs/pre-recorded-audio/webhooks",
                .note = "10 attempts in all; the 10 s between them are from an older page"},
    .event = {.id = assemblyai_id, .status = "/status", .statuses = assemblyai_statuses},
    .marks = {.members = assemblyai_members},
    .samples = assemblyai_samples,
    .special = assemblyai_special,
    .assumed = assemblyai_assumed,
    .gives_up = "nothing more is sent; the transcript can be fetched",
    .notes = assemblyai_notes};

}  // namespace hookctl::provider
