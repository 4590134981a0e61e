#include "flow/outgoing.h"

#include <fmt/format.h>

#include "flow/hop.h"
#include "flow/signing.h"
#include "provider/detect.h"
#include "wire/render.h"

namespace hookctl::flow {
namespace {

using capture::Capture;
using provider::Provider;

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

/// A capture's request as it can be sent again, not signed: headers whose values were masked are left out.
Result<Request> edited(const Recorded& recorded, const ReplayOptions& options, const Provider* sender) {
  const auto& capture = recorded.capture;
  auto captured = capture.request;
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

Result<Composed> forged(const forge::Forgery& forgery, const Provider& row, const signature::Scheme& scheme,
                        const signature::Keys& keys, const Request& plain, const ReplayOptions& options, Instant now) {
  auto made = forge::make(forgery, {.provider = row,
                                    .scheme = scheme,
                                    .keys = keys,
                                    .request = plain,
                                    .stamp = stamp_for(scheme, plain, "", now),
                                    .now = now,
                                    .seed = options.seed,
                                    .old_secret = options.old_secret});
  if (!made) return made.error();
  Composed composed{.not_applicable = std::move(made->not_applicable), .sequence = made->sequence};
  for (auto& each : made->requests) {
    composed.requests.push_back(
        {std::move(each.request), &row, std::move(each.variant), each.due.value_or(forgery.due), std::move(each.raw)});
  }
  return composed;
}

Result<Composed> composed_of(const Turn& turn, const Recorded& recorded, const ReplayOptions& options, Instant now) {
  const auto& capture = recorded.capture;
  const auto* sender = sender_of(capture, options.known);
  const auto* row = options.provider != nullptr ? options.provider : sender;
  auto plain = edited(recorded, options, sender);
  if (!plain) return plain.error();
  if (signing_of(recorded, options) == Signing::as_was && turn.forgery == nullptr) {
    return Composed{.requests = {{*std::move(plain), row}}};
  }
  if (row == nullptr) {
    return Error{fmt::format("capture {} is of no known provider, so it cannot be signed", label_of(recorded)),
                 "name the provider: --provider NAME (see: hookctl providers list)"};
  }
  const auto& keys = options.keys.of(row->name);
  const auto scheme = scheme_to_sign(*row, keys);
  if (!scheme) return scheme.error();
  if (turn.forgery != nullptr) return forged(*turn.forgery, *row, **scheme, keys, *plain, options, now);
  // A timestamp to keep stands beside the captured signature, which edits may have dropped.
  const bool keeps = options.restamp.time_rule == TimeRule::keep;
  const auto stamp = restamped(options.restamp, **scheme, keeps ? capture.request : *plain, now);
  if (!stamp) return stamp.error();
  auto request = signature::signed_request(**scheme, keys, *std::move(plain), *stamp);
  if (!request) return request.error();
  return Composed{.requests = {{*std::move(request), row}}};
}

}  // namespace

std::string label_of(const Recorded& recorded) {
  return recorded.name.empty() ? fmt::format("#{}", recorded.capture.seq) : recorded.name;
}

const Provider* sender_of(const Capture& capture, std::span<const Provider> known) {
  for (const auto& row : known) {
    if (row.name == capture.verdict.provider) return &row;
  }
  const auto detected = provider::detect(capture.request, known);
  return detected ? detected->provider : nullptr;
}

std::string url_of(const wire::Endpoint& endpoint, const Request& request) {
  return fmt::format("{}://{}{}", endpoint.tls ? "https" : "http", endpoint.authority, request.target);
}

Result<Composed> compose(const Turn& turn, const Recorded& recorded, const ReplayOptions& options, Instant now) {
  auto composed = composed_of(turn, recorded, options, now);
  if (!composed) return composed;
  for (auto& each : composed->requests) {
    // Edits of members by a signature may have changed the body's length.
    if (each.request.headers.find("Content-Length") && turn.forgery == nullptr) {
      each.request.headers.set("Content-Length", std::to_string(each.request.body.size()));
    }
    if (!each.bytes.empty()) continue;
    auto bytes = wire::render(each.request);
    if (!bytes) return bytes.error();
    each.bytes = *std::move(bytes);
  }
  return composed;
}

}  // namespace hookctl::flow
