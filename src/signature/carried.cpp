#include "signature/carried.h"

#include <optional>

#include "base/json_edit.h"
#include "crypto/digest.h"
#include "signature/place.h"
#include "signature/received.h"
#include "signature/url.h"

namespace hookctl::signature {
namespace {

/// What tells that this scheme was used, where that is not the signature itself: `X-…-Signature-Version: v2`.
std::optional<Carried> carried_condition(const Scheme& scheme, const Request& request) {
  const auto& [place, start] = scheme.only_if;
  if (place.empty() || start.empty() || place == scheme.signature) return std::nullopt;
  const auto present = Source(request).only(place);
  return Carried{place, present && present->starts_with(start) ? *present : std::string(start)};
}

Result<Request> with(Request request, const Carried& carried) {
  if (!carried.place.header.empty()) {
    request.headers.set(carried.place.header, carried.value);
    return request;
  }
  auto body = json::with_text(request.body, carried.place.pointer, carried.value);
  if (!body) return body.error();
  request.body = *std::move(body);
  return request;
}

Request with_body_hash(const Scheme& scheme, Request request) {
  if (scheme.body_hash_query.empty()) return request;
  const auto hash = crypto::sha256_hex(request.body);
  request.target = with_query_parameter(request.target, scheme.body_hash_query, hash);
  if (!request.url.empty()) request.url = with_query_parameter(request.url, scheme.body_hash_query, hash);
  return request;
}

}  // namespace

Stamp stamp_at(const Scheme& scheme, std::string id, Instant at) {
  return {.id = std::move(id), .timestamp = timestamp_text(scheme.unit, at)};
}

std::vector<Carried> carried_before(const Scheme& scheme, const Request& request, const Stamp& stamp) {
  std::vector<Carried> carried;
  carried.reserve(4);  // these and the signature
  if (auto condition = carried_condition(scheme, request)) carried.push_back(*std::move(condition));
  if (!scheme.id.empty()) carried.push_back({scheme.id, stamp.id});
  if (!scheme.timestamp.empty()) carried.push_back({scheme.timestamp, stamp.timestamp});
  return carried;
}

Result<Request> carrying(const Scheme& scheme, Request request, const std::vector<Carried>& carried) {
  for (const auto& each : carried) {
    auto next = with(std::move(request), each);
    if (!next) return next.error();
    request = *std::move(next);
  }
  return with_body_hash(scheme, std::move(request));
}

}  // namespace hookctl::signature
