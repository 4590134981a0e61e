#pragma once

#include <array>

#include "provider/provider.h"

/// Discord: {ts}{body}, Ed25519 in hex, under the application's public key.
namespace hookctl::provider {

inline constexpr std::array discord_schemes{signature::Scheme{.name = "ed25519",
                                                              .algorithm = signature::Algorithm::ed25519,
                                                              .input = "{ts}{body}",
                                                              .signature = {.header = "X-Signature-Ed25519"},
                                                              .timestamp = {.header = "X-Signature-Timestamp"},
                                                              .tolerance = signature::Tolerance{}}};

inline constexpr std::array<Millis, 6> discord_delays{Seconds{1},  Seconds{5},   Seconds{30},
                                                      Seconds{60}, Seconds{180}, Seconds{300}};
inline constexpr std::array discord_success{retry::StatusRange{204, 204}};
inline constexpr std::array discord_samples{
    Sample{
        "success",
        R"({"version":1,"application_id":"1234560123453231555","type":1,"event":{"type":"APPLICATION_AUTHORIZED","timestamp":"2026-01-15T10:30:00.123456","data":{"integration_type":1,"scopes":["applications.commands"],"user":{"id":"80351110224678912","username":"nelly"}}}})"},
    Sample{
        "failure",
        R"({"version":1,"application_id":"1234560123453231555","type":1,"event":{"type":"APPLICATION_DEAUTHORIZED","timestamp":"2026-01-15T10:30:00.123456","data":{"user":{"id":"80351110224678912","username":"nelly"}}}})"},
};
inline constexpr std::array discord_special{
    SpecialAnswer{"401", "due for a bad signature: Discord sends some, and drops an endpoint that accepts them"},
};
inline constexpr std::array<std::string_view, 2> discord_assumed{"delays", "samples"};
inline constexpr std::array<std::string_view, 2> discord_notes{
    "there is no event id: tell duplicates by the body",
    "no tolerance is documented, so the age of a timestamp is not judged",
};

inline constexpr Provider discord{
    .name = "discord",
    .title = "Discord (webhook events)",
    .docs = "https://github.com/discord/discord-api-docs developers/events/webhook-events.mdx",
    .schemes = discord_schemes,
    .retries = {.delays = discord_delays,
                .timeout = Seconds{3},
                .window = Seconds{600},
                .success = discord_success,
                .documented = retry::Documented::partly,
                .published = {.timeout = true, .window = true},
                .source = "https://github.com/discord/discord-api-docs developers/events/webhook-events.mdx",
                .note = "several retries with exponential backoff for up to 10 minutes are documented, the delays are "
                        "assumed"},
    .event = {.subject = {.pointer = "/event/data/user/id"}, .type = "/event/type", .occurred_at = "/event/timestamp"},
    .marks = {.header = "X-Signature-Ed25519"},
    .samples = discord_samples,
    .special = discord_special,
    .handshake = "discord",
    .assumed = discord_assumed,
    .gives_up = "the event is lost; after too many failures Discord sends no more and tells the owner by mail",
    .notes = discord_notes};

}  // namespace hookctl::provider
