#include "flow/prepared.h"

#include <fmt/format.h>

#include <utility>

#include "flow/hop.h"

namespace hookctl::flow {
namespace {

using capture::Capture;
using provider::Provider;

constexpr Millis default_deadline{30'000};

void drop_signature(Headers& headers, const Provider& row) {
  for (const auto& scheme : row.schemes) {
    for (const auto& place : {scheme.signature, scheme.id, scheme.timestamp}) {
      if (!place.header.empty()) headers.erase(place.header);
    }
  }
  for (const auto& [name, value] : row.headers) headers.erase(name);
}

/// Turns one provider's headers into those of another.
void dress_as(Headers& headers, const Provider* sender, const Provider& row) {
  if (sender != nullptr) drop_signature(headers, *sender);
  headers.set("Content-Type", std::string(row.content_type));
  for (const auto& [name, value] : row.headers) headers.set(name, std::string(value));
}

Request aimed(const Request& captured, const ReplayOptions& options) {
  auto endpoint = options.endpoint;
  if (options.path == PathOf::capture) endpoint.target = "/";
  auto request = retargeted(captured, endpoint);
  if (options.path == PathOf::endpoint) request.target = options.endpoint.target;
  return request;
}

Signing signing_of(const Recorded& recorded, const ReplayOptions& options) {
  return options.signing == Signing::anew ? Signing::anew : recorded.signing;
}

Result<Request> edited(Request captured, const Recorded& recorded, const ReplayOptions& options,
                       const Provider* sender) {
  const auto& capture = recorded.capture;
  auto body = edited_body(std::move(captured.body), options.edits);
  if (!body) return Error{fmt::format("capture {}: {}", label_of(recorded), body.error().message), body.error().hint};
  captured.body = *std::move(body);
  auto request = aimed(captured, options);
  if (capture.public_url) request.url = *capture.public_url;
  for (const auto& name : capture.masked) request.headers.erase(name);
  const bool signs = signing_of(recorded, options) == Signing::anew || !options.forgeries.empty();
  if (signs && options.provider != nullptr && options.provider != sender) {
    dress_as(request.headers, sender, *options.provider);
  }
  edit_headers(request.headers, options.edits);
  return request;
}

}  // namespace

Result<Prepared> prepare(Recorded recorded, const ReplayOptions& options, const provider::Detector& detector) {
  const auto* sender = sender_of(recorded.capture, detector);
  const bool keeps = options.restamp.time_rule == TimeRule::keep;
  auto captured = keeps ? recorded.capture.request : std::exchange(recorded.capture.request, {});
  auto plain = edited(std::move(captured), recorded, options, sender);
  if (!plain) return plain.error();
  const auto* provider = options.provider != nullptr ? options.provider : sender;
  return Prepared{
      .file = recorded.file,
      .label = label_of(recorded),
      .signing = signing_of(recorded, options),
      .leaves = recorded.leaves,
      .earlier = recorded.earlier,
      .expect = std::move(recorded.expect),
      .provider = provider,
      .deadline = options.deadline.value_or(provider != nullptr ? provider->retries.timeout : default_deadline),
      .plain = *std::move(plain),
      .captured = keeps ? std::optional(std::move(recorded.capture.request)) : std::nullopt};
}

std::string label_of(const Recorded& recorded) {
  return recorded.name.empty() ? fmt::format("#{}", recorded.capture.seq) : recorded.name;
}

const Provider* sender_of(const Capture& capture, const provider::Detector& detector) {
  for (const auto& row : detector.rows()) {
    if (row.name == capture.verdict.provider) return &row;
  }
  const auto detected = detector.detect(capture.request);
  return detected ? detected->provider : nullptr;
}

const Provider* sender_of(const Capture& capture, std::span<const Provider> known) {
  return sender_of(capture, provider::Detector(known));
}

std::string url_of(const wire::Endpoint& endpoint, std::string_view target) {
  const std::string_view scheme = endpoint.tls ? "https://" : "http://";
  std::string url;
  url.reserve(scheme.size() + endpoint.authority.size() + target.size());
  url.append(scheme).append(endpoint.authority).append(target);
  return url;
}

}  // namespace hookctl::flow
