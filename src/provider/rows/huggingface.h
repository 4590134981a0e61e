#pragma once

#include <array>

#include "provider/provider.h"

/// Hugging Face Hub: the secret itself in a header. No id is sent, so the body's hash stands for it.
namespace hookctl::provider {

inline constexpr std::array huggingface_schemes{signature::Scheme{.name = "token",
                                                                  .algorithm = signature::Algorithm::token,
                                                                  .input = "",
                                                                  .signature = {.header = "X-Webhook-Secret"}}};
inline constexpr std::array<std::string_view, 4> huggingface_members{"/event/action", "/event/scope", "/repo",
                                                                     "/webhook/id"};
inline constexpr std::array huggingface_other_marks{Marks{.members = huggingface_members}};
inline constexpr std::array huggingface_samples{
    Sample{
        "success",
        R"({"event":{"action":"create","scope":"discussion"},"repo":{"type":"model","name":"example/model","id":"621ffdc036468d709f17434d","private":false},"discussion":{"id":"6399f58518721fdd27fc9ca9","title":"Update the model card","status":"open","num":19,"isPullRequest":true},"webhook":{"id":"6390e855e30d9209411de93b","version":3}})"},
    Sample{
        "update",
        R"({"event":{"action":"update","scope":"repo.content"},"repo":{"type":"model","name":"example/model","id":"621ffdc036468d709f17434d","private":false,"headSha":"cb8ad0d6d1f4f3a1b8f0d1e0f8b2cd31b4c4e5a7"},"updatedRefs":[{"ref":"refs/heads/main","oldSha":"ce9a4674fa833a68d5a73ec355f0ea95eedd60b7","newSha":"cb8ad0d6d1f4f3a1b8f0d1e0f8b2cd31b4c4e5a7"}],"webhook":{"id":"6390e855e30d9209411de93b","version":3}})"},
};
inline constexpr std::array<std::string_view, 3> huggingface_assumed{"no retries", "the answer deadline", "samples"};
inline constexpr std::array<std::string_view, 2> huggingface_notes{
    "without a header the secret may stand in the URL as ?secret=",
    "events can be replayed by hand in the webhook's settings",
};

inline constexpr Provider huggingface{
    .name = "huggingface",
    .title = "Hugging Face Hub",
    .docs = "https://huggingface.co/docs/hub/webhooks",
    .schemes = huggingface_schemes,
    .retries = {.documented = retry::Documented::no,
                .source = "https://huggingface.co/docs/hub/webhooks",
                .note = "no retries and no time limit are documented"},
    .event = {.subject = {.pointer = "/repo/name"}, .type = "/event/scope+/event/action"},
    .marks = {.header = "X-Webhook-Secret", .members = huggingface_members},
    .other_marks = huggingface_other_marks,
    .samples = huggingface_samples,
    .assumed = huggingface_assumed,
    .gives_up = "nothing more is sent; the event can be replayed by hand",
    .notes = huggingface_notes};

}  // namespace hookctl::provider
