#pragma once

#include <array>

#include "provider/provider.h"

/// Kling: unsigned; the task is sent on every change of its status.
namespace hookctl::provider {

inline constexpr std::array kling_delays{Millis{1'000}, Millis{5'000}, Millis{30'000}};
inline constexpr std::array kling_id{Place{.pointer = "/task_id"}, Place{.pointer = "/task_status"}};
inline constexpr std::array<std::string_view, 3> kling_members{"/task_id", "/task_status", "/task_status_msg"};
inline constexpr std::array<std::string_view, 2> kling_outputs{"/task_result/videos/*/url",
                                                               "/task_result/images/*/url"};
inline constexpr std::array kling_statuses{
    StatusWord{"submitted", Status::progress},
    StatusWord{"processing", Status::progress},
    StatusWord{"succeed", Status::succeeded},
    StatusWord{"failed", Status::failed},
};
inline constexpr std::array kling_samples{
    Sample{
        "success",
        R"({"task_id":"8672","task_status":"succeed","task_status_msg":"","created_at":1722769557708,"updated_at":1722769557708,"final_unit_deduction":"1","task_info":{"external_task_id":"mine-1"},"task_result":{"videos":[{"id":"v1","url":"https://v.example/1.mp4","duration":"5"}]}})"},
    Sample{
        "failure",
        R"({"task_id":"8672","task_status":"failed","task_status_msg":"risk control","created_at":1722769557708,"updated_at":1722769557708,"task_info":{"external_task_id":"mine-1"}})"},
};
inline constexpr std::array<std::string_view, 4> kling_assumed{"retries and delays", "the answer deadline",
                                                               "outputs of image tasks", "samples"};
inline constexpr std::array<std::string_view, 4> kling_notes{
    "nothing is signed: fetch the task before trusting what it says",
    "the word is succeed, not succeeded",
    "times are Unix milliseconds",
    "written from copies of the page on its callback protocol",
};

inline constexpr Provider kling{
    .name = "kling",
    .title = "Kling",
    .docs = "https://app.klingai.com/global/dev/document-api",
    .retries = {.delays = kling_delays,
                .timeout = Millis{10'000},
                .documented = retry::Documented::no,
                .source = "https://app.klingai.com/global/dev/document-api",
                .note = "the callback protocol says nothing of retries; everything is assumed"},
    .event = {.id = kling_id,
              .subject = {.pointer = "/task_id"},
              .status = "/task_status",
              .statuses = kling_statuses,
              .outputs = kling_outputs,
              .message = "/task_status_msg",
              .occurred_at = "/updated_at"},
    .marks = {.members = kling_members},
    .samples = kling_samples,
    .assumed = kling_assumed,
    .gives_up = "nothing more is sent; the task can be queried",
    .notes = kling_notes,
    .endpoint_given = R"("callback_url": "{url}")"};

}  // namespace hookctl::provider
