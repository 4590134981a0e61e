#include "inspector/routes.h"

namespace hookctl::inspector {

// The parameter keeps the server's library from compressing what stays on this machine.
constexpr auto json_type = "application/json; charset=utf-8";

void reply(httplib::Response& response, const report::Json& object) { reply_text(response, report::line_of(object)); }

void reply_text(httplib::Response& response, std::string json) { response.set_content(json, json_type); }

void reply_error(httplib::Response& response, int status, const Error& error) {
  response.status = status;
  auto object = report::object_of("error");
  object["message"] = error.message;
  object["hint"] = report::or_null(error.hint);
  reply(response, object);
}

}  // namespace hookctl::inspector
