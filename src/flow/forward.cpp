#include "flow/forward.h"

#include <string_view>
#include <utility>

#include "base/json.h"
#include "base/text.h"
#include "base/units.h"
#include "flow/hop.h"
#include "provider/read_event.h"
#include "wire/sender.h"

namespace hookctl::flow {
namespace {

void member(std::string& out, std::string_view name, std::string_view value) {
  if (out.back() != '{') out += ',';
  json::append_string(out, name);
  out += ':';
  if (value.empty()) {
    out += "null";
  } else {
    json::append_string(out, is_utf8(value) ? value : escape_for_terminal(value));
  }
}

AppAnswer answer_of(const Route& route, const wire::Sent& sent) {
  auto response = sent.response ? passed_on(*sent.response) : Response{.status = 502};
  capture::Forward told{.to = route.url, .ms = in_millis(sent.took), .body = response.body};
  if (sent.response) told.status = sent.response->status;
  if (!sent.error.empty()) told.error = sent.error;
  return {std::move(told), std::move(response)};
}

}  // namespace

std::string event_json(const Event& event) {
  std::string out = "{";
  member(out, "provider", event.provider);
  member(out, "id", event.id);
  member(out, "subject", event.subject);
  member(out, "type", event.type);
  member(out, "status", event.status ? to_text(*event.status) : std::string_view{});
  member(out, "raw_status", event.raw_status);
  out += ",\"outputs\":[";
  for (const auto& output : event.outputs) {
    if (out.back() != '[') out += ',';
    out += '{';
    member(out, "url", output.url);
    member(out, "content_type", output.content_type);
    out += '}';
  }
  out += ']';
  member(out, "error", event.error);
  member(out, "occurred_at", event.occurred_at);
  return out + '}';
}

Request event_request(const provider::Provider* row, const Request& request) {
  const auto event = row != nullptr ? provider::read_event(*row, request) : Event{};
  return {.method = "POST",
          .target = request.target,
          .headers = {{"Host", ""}, {"Content-Type", "application/json"}, {"Content-Length", ""}},
          .body = event_json(event),
          .framing = Framing::length};
}

void ask_app(wire::Loop& loop, const Route& route, const Request& request, Millis deadline,
             std::function<void(AppAnswer)> done) {
  wire::send_async(loop, route.endpoint, retargeted(request, route.endpoint), {.deadline = deadline},
                   [&route, done = std::move(done)](const wire::Sent& sent) { done(answer_of(route, sent)); });
}

}  // namespace hookctl::flow
