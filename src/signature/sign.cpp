#include "signature/sign.h"

#include <fmt/format.h>

#include "base/json_edit.h"
#include "crypto/digest.h"
#include "signature/input.h"
#include "signature/jwt.h"
#include "signature/mac.h"
#include "signature/received.h"
#include "signature/url.h"

namespace hookctl::signature {
namespace {

Error no_secret() { return {"no secret to sign with", "give it with --secret-env VAR or --secret-file FILE"}; }

Error no_private_key(const Scheme& scheme) {
  return {fmt::format("no {} private key to sign with", row_of(scheme.algorithm).name),
          "give it with --private-key KEY or @FILE"};
}

/// The bare signatures, one for each key that the layout has room for.
Result<std::vector<std::string>> signatures(const Scheme& scheme, const Keys& keys, Filling filling) {
  std::vector<std::string> made;
  if (is_asymmetric(scheme.algorithm)) {
    const auto input = signed_bytes(scheme, filling);
    if (!input) return input.error();
    made.push_back(encoded(scheme.encoding, keys.private_key->sign(row_of(scheme.algorithm).signing, *input)));
    return made;
  }
  for (const auto& secret : keys.secrets) {
    const auto key = key_of(scheme.key, secret);
    if (!key) return key.error();
    filling.secret = key->expose();
    const auto input = signed_bytes(scheme, filling);
    if (!input) return input.error();
    made.push_back(mac_text(scheme, *key, *input));
    if (scheme.layout == Layout::single) break;
  }
  return made;
}

/// The value of the signature header: `v1,… v1,…`, `t=…,v1=…`, `sha256=…`.
std::string header_value(const Scheme& scheme, const std::vector<std::string>& made, const std::string& timestamp) {
  std::string value;
  if (!scheme.timestamp_field.empty()) value = fmt::format("{}={}", scheme.timestamp_field, timestamp);
  for (const auto& signature : made) {
    if (!value.empty()) value += scheme.separator;
    value += scheme.layout == Layout::fields ? fmt::format("{}={}", scheme.field, signature)
                                             : fmt::format("{}{}", scheme.prefix, signature);
  }
  return value;
}

Result<void> check_stamp(const Scheme& scheme, const Stamp& stamp) {
  if (scheme.id.empty()) return {};
  if (stamp.id.empty()) return Error{"the scheme signs an event id, and none is given", "give it with --id ID"};
  if (separates_by_dot(scheme) && stamp.id.find('.') != stamp.id.npos) {
    return Error{fmt::format("the id '{}' holds a '.', which separates the signed parts", stamp.id),
                 "use an id without '.'"};
  }
  return {};
}

/// What tells that this scheme was used, where that is not the signature itself: `X-…-Signature-Version: v2`.
std::optional<Carried> carried_condition(const Scheme& scheme, const Request& request) {
  const auto& [place, start] = scheme.only_if;
  if (place.empty() || start.empty() || place == scheme.signature) return std::nullopt;
  const auto present = Source(request).only(place);
  return Carried{place, present && present->starts_with(start) ? *present : std::string(start)};
}

/// What stands in the delivery before the signature: the scheme's version, the id and the time.
std::vector<Carried> carried_before(const Scheme& scheme, const Request& request, const Stamp& stamp) {
  std::vector<Carried> carried;
  if (auto condition = carried_condition(scheme, request)) carried.push_back(*std::move(condition));
  if (!scheme.id.empty()) carried.push_back({scheme.id, stamp.id});
  if (!scheme.timestamp.empty()) carried.push_back({scheme.timestamp, stamp.timestamp});
  return carried;
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

/// The request with the hash of its body in its URL, where the scheme wants it there.
Request with_body_hash(const Scheme& scheme, Request request) {
  if (scheme.body_hash_query.empty()) return request;
  const auto hash = crypto::sha256_hex(request.body);
  request.target = with_query_parameter(request.target, scheme.body_hash_query, hash);
  if (!request.url.empty()) request.url = with_query_parameter(request.url, scheme.body_hash_query, hash);
  return request;
}

Result<Request> with_all(Request request, const std::vector<Carried>& carried) {
  for (const auto& each : carried) {
    auto next = with(std::move(request), each);
    if (!next) return next.error();
    request = *std::move(next);
  }
  return request;
}

/// The request with everything but the signature in its place, as it is signed.
Result<Request> stamped_request(const Scheme& scheme, Request request, const Stamp& stamp) {
  const auto before = carried_before(scheme, request, stamp);
  auto stamped = with_all(std::move(request), before);
  if (!stamped) return stamped.error();
  return with_body_hash(scheme, *std::move(stamped));
}

Filling filling_of(const Keys& keys, const Source& source, const Stamp& stamp) {
  return {.source = source, .id = stamp.id, .timestamp = stamp.timestamp, .webhook_id = keys.webhook_id};
}

}  // namespace

Stamp stamp_at(const Scheme& scheme, std::string id, Instant at) {
  return {.id = std::move(id), .timestamp = timestamp_text(scheme.unit, at)};
}

Result<std::vector<Carried>> sign(const Scheme& scheme, const Keys& keys, const Request& request, const Stamp& stamp) {
  if (const auto ok = check_stamp(scheme, stamp); !ok) return ok.error();
  if (!can_sign(scheme, keys)) return is_asymmetric(scheme.algorithm) ? no_private_key(scheme) : no_secret();
  const auto family = row_of(scheme.algorithm).family;
  if (family == Family::token)
    return std::vector{Carried{scheme.signature, std::string(keys.secrets.front().expose())}};
  if (family == Family::jwt) {
    const auto at = parse_timestamp(scheme.unit, stamp.timestamp);
    if (!at) return Error{"the timestamp is no time", "give it with --timestamp TIME"};
    return std::vector{Carried{scheme.signature, make_jwt(scheme, *keys.private_key, request.body, *at)}};
  }
  const auto stamped = stamped_request(scheme, request, stamp);
  if (!stamped) return stamped.error();
  const Source source(*stamped);
  const auto made = signatures(scheme, keys, filling_of(keys, source, stamp));
  if (!made) return made.error();
  auto carried = carried_before(scheme, request, stamp);
  carried.push_back({scheme.signature, header_value(scheme, *made, stamp.timestamp)});
  return carried;
}

Result<Bytes> input_to_sign(const Scheme& scheme, const Keys& keys, const Request& request, const Stamp& stamp) {
  const auto stamped = stamped_request(scheme, request, stamp);
  if (!stamped) return stamped.error();
  const Source source(*stamped);
  auto filling = filling_of(keys, source, stamp);
  if (!keys.secrets.empty()) filling.secret = keys.secrets.front().expose();
  return signed_bytes(scheme, filling);
}

Result<Request> signed_request(const Scheme& scheme, const Keys& keys, Request request, const Stamp& stamp) {
  const auto carried = sign(scheme, keys, request, stamp);
  if (!carried) return carried.error();
  auto complete = with_all(std::move(request), *carried);
  if (!complete) return complete.error();
  return with_body_hash(scheme, *std::move(complete));
}

}  // namespace hookctl::signature
