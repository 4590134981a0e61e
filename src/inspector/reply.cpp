#include "inspector/reply.h"

#include <fmt/format.h>

#include <utility>

namespace hookctl::inspector {

Reply json_reply(const report::Json& object) { return json_text_reply(report::line_of(object)); }

Reply json_text_reply(std::string json) { return bytes_reply("application/json; charset=utf-8", std::move(json)); }

Reply bytes_reply(std::string_view type, Bytes bytes) {
  return {.response = {.headers = {{"Content-Type", std::string(type)}}, .body = std::move(bytes)}};
}

Reply file_reply(std::string_view name, Bytes bytes) {
  auto reply = bytes_reply("application/octet-stream", std::move(bytes));
  reply.response.headers.add("Content-Disposition", fmt::format("attachment; filename=\"{}\"", name));
  return reply;
}

Reply error_reply(int status, const Error& error) {
  auto object = report::object_of("error");
  object["message"] = error.message;
  object["hint"] = report::or_null(error.hint);
  auto reply = json_reply(object);
  reply.response.status = status;
  return reply;
}

}  // namespace hookctl::inspector
