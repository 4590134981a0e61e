#include "cli/simulate_events.h"

#include <fmt/format.h>

#include "capture/select.h"
#include "cli/request_options.h"
#include "flow/sample.h"
#include "flow/signing.h"
#include "provider/detect.h"
#include "provider/read_event.h"

namespace hookctl::cli {
namespace {

using capture::Capture;
using flow::SimulatedEvent;

/// `--body FILE`, also written `@FILE` as curl does.
Result<Request> request_of_body(Env& env, const Settings& settings, const provider::Provider& row, std::string path) {
  if (path.starts_with('@')) path.erase(0, 1);
  auto body = read_body(env, path);
  if (!body) return settings.blame("body", body.error());
  return flow::request_of(row, *std::move(body));
}

/// What was captured, as its sender would send it again, or another provider with the same body.
Request request_of_capture(const provider::Provider& row, const Capture& captured) {
  if (captured.verdict.provider != row.name) return flow::request_of(row, captured.request.body);
  auto request = captured.request;
  for (const auto& name : captured.masked) request.headers.erase(name);
  if (captured.public_url) request.url = *captured.public_url;
  return request;
}

/// The id of an event: the given one, else what the provider's row reads from the request, else a fresh one.
std::string event_id(std::string given, const provider::Provider& row, const Request& request, Instant now) {
  if (!given.empty()) return given;
  auto own = provider::read_event(row, request).id;
  return own.empty() ? flow::fresh_event_id(now) : own;
}

/// The id of `--id`, for the nth of several with its number.
std::string given_id(const Settings& settings, std::uint64_t nth, std::uint64_t of) {
  auto id = settings.text("id").value_or("");
  return id.empty() || of == 1 ? id : fmt::format("{}-{}", id, nth);
}

}  // namespace

Result<std::optional<Capture>> read_one_capture(const Settings& settings) {
  const auto which = settings.argument("CAPTURE");
  if (!which) return std::optional<Capture>{};
  if (settings.given("body")) return Error{"a capture has its own body", "give a capture or --body, not both"};
  auto found = capture::select(capture::parse_selector(*which));
  if (!found) return found.error();
  if (found->size() == 1) return std::optional(std::move(found->front()));
  return Error{fmt::format("{} captures are named, and one can be delivered", found->size()),
               "name one: captures.jsonl#3"};
}

const provider::Provider* sender_of(const Capture& capture, std::span<const provider::Provider> known) {
  for (const auto& row : known) {
    if (row.name == capture.verdict.provider) return &row;
  }
  const auto detected = provider::detect(capture.request, known);
  return detected ? detected->provider : nullptr;
}

Result<std::vector<SimulatedEvent>> read_events(Env& env, const Settings& settings, const provider::Provider& row,
                                                const std::optional<Capture>& captured) {
  const auto headers = read_headers(env, settings);
  if (!headers) return headers.error();
  const auto count = settings.number("events", 1, 1'000'000);
  if (!count) return count.error();
  std::optional<Request> given;
  if (const auto path = settings.text("body")) {
    auto request = request_of_body(env, settings, row, *path);
    if (!request) return request.error();
    given = *std::move(request);
  } else if (captured) {
    given = request_of_capture(row, *captured);
  }
  std::vector<SimulatedEvent> events;
  events.reserve(*count);
  const auto now = env.clock.now();
  for (std::uint64_t i = 1; i <= *count; ++i) {
    const auto id = given_id(settings, i, *count);
    auto request = given ? Result<Request>(*given) : flow::sample_request(row, *settings.text("event"), id, now);
    if (!request) return settings.blame("event", request.error());
    for (const auto& [name, value] : *headers) request->headers.set(name, value);
    auto own_id = event_id(id, row, *request, now);
    events.push_back({std::move(own_id), *std::move(request)});
  }
  return events;
}

}  // namespace hookctl::cli
