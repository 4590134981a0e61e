#include "cli/listen_output.h"

#include <fmt/format.h>
#include <unistd.h>

#include "cli/record_line.h"
#include "cli/say.h"
#include "flow/ngrok.h"
#include "report/listen.h"
#include "report/listen_end.h"

namespace hookctl::cli {
namespace {

/// Each provider's own way to name the endpoint; a path of its own keeps them apart.
std::vector<report::Endpoint> endpoints_at(const flow::ListenOptions& listen, const std::string& public_url) {
  std::vector<report::Endpoint> endpoints;
  if (public_url.empty()) return endpoints;
  for (const auto& row : listen.known) {
    if (listen.provider != nullptr && listen.provider->name != row.name) continue;
    auto text = flow::endpoint_text(row, fmt::format("{}/{}", public_url, row.name));
    if (!text.empty()) endpoints.push_back({row.name, std::move(text)});
  }
  return endpoints;
}

report::Ready ready_of(const ListenPlan& plan, const flow::Listening& at) {
  const auto& listen = plan.options;
  return {.host = listen.receiver.host,
          .at = at,
          .captures = listen.captures,
          .pid = static_cast<int>(getpid()),
          .tls = listen.receiver.tls.has_value(),
          .fingerprint = plan.fingerprint,
          .inspector = plan.inspector,
          .endpoints = endpoints_at(listen, at.public_url)};
}

/// What both forms have in common.
flow::ListenObserver observer_of(Env& env, BackgroundOutput& out) {
  flow::ListenObserver observer;
  observer.trouble = [&env](const Error& error) { warn(env, error.message); };
  observer.metrics = report::metrics_text;
  observer.heard = [&out] { return !out.closed(); };
  return observer;
}

}  // namespace

flow::ListenObserver json_observer(Env& env, BackgroundOutput& out, const ListenPlan& plan) {
  auto observer = observer_of(env, out);
  observer.ready = [&out, &plan](const flow::Listening& at) { out.write(report::ready_json(ready_of(plan, at))); };
  observer.captured = [&out](const flow::Told& told) { out.write(record_line(told.capture, shown_body)); };
  observer.outcome = [&out](const capture::Capture&, const capture::Outcome& outcome) {
    out.write(record_line(outcome));
  };
  observer.refused = [&out](const capture::Refused& refused) { out.write(record_line(refused)); };
  observer.concern = [&out](const capture::Capture& capture, const flow::Concern& concern) {
    out.write(report::concern_json(capture, concern));
  };
  observer.cause = [&out](const capture::Capture& capture, const signature::Explanation& explanation) {
    out.write(report::found_json(capture, explanation));
  };
  return observer;
}

flow::ListenObserver text_observer(Env& env, BackgroundOutput& out, const ListenPlan& plan, report::Colour colour) {
  auto observer = observer_of(env, out);
  observer.ready = [&out, &plan](const flow::Listening& at) { out.write(report::ready_text(ready_of(plan, at))); };
  observer.captured = [&out, colour](const flow::Told& told) { out.write(report::capture_text(told, colour)); };
  observer.outcome = [&out, colour](const capture::Capture& capture, const capture::Outcome& outcome) {
    out.write(report::outcome_text(capture, outcome, colour));
  };
  observer.refused = [&out, colour](const capture::Refused& refused) {
    out.write(report::refused_text(refused, colour));
  };
  observer.concern = [&out, colour](const capture::Capture& capture, const flow::Concern& concern) {
    out.write(report::concern_text(capture, concern, colour));
  };
  observer.cause = [&out, colour](const capture::Capture& capture, const signature::Explanation& explanation) {
    out.write(report::found_text(capture, *explanation.cause, colour));
  };
  return observer;
}

}  // namespace hookctl::cli
