#pragma once

#include <array>

#include "provider/provider.h"

namespace hookctl::flow {

inline constexpr std::array plain_id{provider::Place{.pointer = "/id"}};
inline constexpr std::array plain_statuses{provider::StatusWord{"succeeded", Status::succeeded},
                                           provider::StatusWord{"failed", Status::failed},
                                           provider::StatusWord{"moderated", Status::moderated}};
inline constexpr std::array plain_samples{
    provider::Sample{"success",
                     R"({"id":"evt_5f1c8b2e9d03","status":"succeeded","created_at":"2026-01-01T00:00:00Z"})"},
    provider::Sample{
        "failure",
        R"({"id":"evt_5f1c8b2e9d03","status":"failed","error":"out of memory","created_at":"2026-01-01T00:00:00Z"})"},
    provider::Sample{"moderated",
                     R"({"id":"evt_5f1c8b2e9d03","status":"moderated","created_at":"2026-01-01T00:00:00Z"})"},
};

/// Who delivers when nobody is named: JSON with an id, not signed, and a schedule of the user's own.
inline constexpr provider::Provider plain_row{.name = "plain",
                                              .title = "No provider: unsigned JSON",
                                              .docs = "",
                                              .event = {.id = plain_id,
                                                        .status = "/status",
                                                        .statuses = plain_statuses,
                                                        .error = "/error",
                                                        .occurred_at = "/created_at"},
                                              .samples = plain_samples};

}  // namespace hookctl::flow
