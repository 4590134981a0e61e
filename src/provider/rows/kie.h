#pragma once

#include <array>

#include "provider/provider.h"
#include "provider/rows/delays.h"

/// kie.ai: {task id}.{ts}, HMAC-SHA256 in base64. The body itself is not signed.
namespace hookctl::provider {

/// The scheme for a body that names its task in one of two ways.
constexpr signature::Scheme kie_scheme(std::string_view name, std::string_view input, std::string_view task) {
  return {.name = name,
          .input = input,
          .signature = {.header = "X-Webhook-Signature"},
          .encoding = signature::Encoding::base64,
          .timestamp = {.header = "X-Webhook-Timestamp"},
          .tolerance = {},
          .only_if = {.place = {.pointer = task}}};
}

inline constexpr std::array kie_schemes{kie_scheme("task_id", "{json:/data/task_id}.{ts}", "/data/task_id"),
                                        kie_scheme("taskId", "{json:/data/taskId}.{ts}", "/data/taskId")};
inline constexpr auto kie_delays = doubling<3>(Millis{60'000}, Millis{240'000});
inline constexpr std::array kie_id{Place{.pointer = "/data/task_id|/data/taskId"}};
inline constexpr std::array<std::string_view, 1> kie_outputs{"/data/info/resultUrls/*"};
inline constexpr std::array kie_statuses{StatusWord{"200", Status::succeeded}, StatusWord{"500", Status::failed}};
inline constexpr std::array kie_also{signature::Condition{{.header = "X-Webhook-Timestamp"}, {}}};
inline constexpr std::array kie_samples{
    Sample{
        "success",
        R"({"code":200,"msg":"success","data":{"task_id":"task_1","taskId":"task_1","info":{"resultUrls":["https://files.example/task_1.mp4"]}}})"},
    Sample{"failure", R"({"code":500,"msg":"Internal Error","data":{"task_id":"task_1","taskId":"task_1"}})"},
};
inline constexpr std::array<std::string_view, 4> kie_assumed{"retries and delays", "outputs: they differ by model",
                                                             "samples: they carry both names of the task",
                                                             "no tolerance: none is documented"};
inline constexpr std::array<std::string_view, 2> kie_notes{
    "the body is not signed: anything but the task id can be changed on the way",
    "some models name the task data.taskId",
};

inline constexpr Provider kie{
    .name = "kie",
    .title = "kie.ai",
    .docs = "https://docs.kie.ai/common-api/webhook-verification",
    .schemes = kie_schemes,
    .retries = {.delays = kie_delays,
                .timeout = Millis{15'000},
                .documented = retry::Documented::no,
                .published = {.timeout = true},
                .source = "https://docs.kie.ai/common-api/webhook-verification",
                .note = "the 15 s to answer are documented, the retries are assumed"},
    .event = {.id = kie_id, .status = "/code", .statuses = kie_statuses, .outputs = kie_outputs, .message = "/msg"},
    .marks = {.header = "X-Webhook-Signature", .also = kie_also},
    .samples = kie_samples,
    .assumed = kie_assumed,
    .gives_up = "nothing more is sent; the task can be queried",
    .notes = kie_notes,
    .endpoint_given = R"("callBackUrl": "{url}")"};

}  // namespace hookctl::provider
