#include "forge/seal.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/json_edit.h"
#include "base/text.h"
#include "crypto/encoding.h"
#include "forge/jwt.h"
#include "signature/mac.h"
#include "signature/place.h"
#include "signature/url.h"

namespace hookctl::forge {
namespace {

using signature::Family;
using signature::Keys;
using signature::Layout;
using signature::Place;
using signature::Scheme;
using signature::Stamp;

Family family_of(const Scheme& scheme) { return signature::row_of(scheme.algorithm).family; }

/// The value of a header that already stands there in another spelling keeps its place.
std::string signature_value(const Scheme& scheme, const Request& request) {
  return signature::Source(request).only(scheme.signature).value_or("");
}

/// The signatures of a value, without prefixes and time.
std::vector<std::string> signatures_in(const Scheme& scheme, const std::string& value) {
  if (scheme.layout == Layout::single) return {value.substr(scheme.prefix.size())};
  const auto lead = entry(scheme, "");
  std::vector<std::string> found;
  for (const auto part : split(value, scheme.separator)) {
    if (part.starts_with(lead)) found.emplace_back(part.substr(lead.size()));
  }
  return found;
}

/// Whether the signature by one scheme tells one body from another.
bool sees_by(const Genuine& genuine, const Scheme& scheme, const Bytes& before, const Bytes& after) {
  const auto family = family_of(scheme);
  if (family == Family::token || family == Family::jwt) return family == Family::jwt && before != after;
  const auto input_of = [&](const Bytes& body) {
    const auto request = with_body(genuine.request, body);
    return signature::input_to_sign(scheme, genuine.keys, request, genuine.stamp);
  };
  const auto old_input = input_of(before);
  const auto new_input = input_of(after);
  return !old_input || !new_input || *old_input != *new_input;
}

}  // namespace

Result<Request> sign(const Genuine& genuine) { return sign(genuine, genuine.stamp); }

Result<Request> sign(const Genuine& genuine, const Request& request) {
  return signature::signed_request(genuine.scheme, genuine.keys, request, genuine.stamp);
}

Result<Request> sign(const Genuine& genuine, const Stamp& stamp) {
  if (family_of(genuine.scheme) == Family::jwt) {
    return with_value(genuine.request, genuine.scheme.signature, jwt_issued_at(genuine, stamp.timestamp));
  }
  return signature::signed_request(genuine.scheme, genuine.keys, genuine.request, stamp);
}

Result<Request> sign(const Genuine& genuine, const Keys& keys) {
  return signature::signed_request(genuine.scheme, keys, genuine.request, genuine.stamp);
}

Result<Sealed> seal(const Genuine& genuine) {
  auto request = sign(genuine);
  if (!request) return request.error();
  auto signatures = signatures_in(genuine.scheme, signature_value(genuine.scheme, *request));
  return Sealed{*std::move(request), std::move(signatures)};
}

Result<Sealed> seal_with_key(const Genuine& genuine, const Bytes& key) {
  const auto& scheme = genuine.scheme;
  Keys keys;
  keys.secrets.emplace_back(key);
  keys.webhook_id = genuine.keys.webhook_id;
  const auto input = signature::input_to_sign(scheme, keys, genuine.request, genuine.stamp);
  if (!input) return input.error();
  auto request = sign(genuine);
  if (!request) return request.error();
  return Sealed{*std::move(request), {signature::mac_text(scheme, keys.secrets.front(), *input)}};
}

std::string_view label_of(const Scheme& scheme) {
  if (scheme.layout == Layout::fields) return scheme.field;
  return scheme.prefix.empty() ? scheme.prefix : scheme.prefix.substr(0, scheme.prefix.size() - 1);
}

std::string entry(const Scheme& scheme, std::string_view signature) {
  return entry_labelled(scheme, label_of(scheme), signature);
}

std::string entry_labelled(const Scheme& scheme, std::string_view label, std::string_view signature) {
  if (scheme.layout == Layout::fields) return fmt::format("{}={}", label, signature);
  if (scheme.prefix.empty()) return std::string(signature);
  return fmt::format("{}{}{}", label, scheme.prefix.back(), signature);
}

std::string joined(const Genuine& genuine, const std::vector<std::string>& entries) {
  const auto& scheme = genuine.scheme;
  std::string value;
  if (!scheme.timestamp_field.empty()) value = fmt::format("{}={}", scheme.timestamp_field, genuine.stamp.timestamp);
  for (const auto& each : entries) {
    if (!value.empty()) value += scheme.separator;
    value += each;
  }
  return value;
}

Result<Request> with_value(Request request, const Place& place, const std::string& value) {
  if (!place.header.empty()) {
    request.headers.set(place.header, value);
    return request;
  }
  auto body = json::with_text(request.body, place.pointer, value);
  if (!body) return body.error();
  return with_body(std::move(request), *std::move(body));
}

Result<Request> without(Request request, const Place& place) {
  if (!place.header.empty()) {
    request.headers.erase(place.header);
    return request;
  }
  auto body = json::with_raw(request.body, place.pointer, "null");
  if (!body) return body.error();
  return with_body(std::move(request), *std::move(body));
}

Result<Request> with_entries(const Genuine& genuine, Request request, const std::vector<std::string>& entries) {
  return with_value(std::move(request), genuine.scheme.signature, joined(genuine, entries));
}

Bytes raw_signature(const Scheme& scheme, std::string_view signature) {
  if (family_of(scheme) == Family::token) return Bytes(signature);
  if (family_of(scheme) != Family::jwt) return signature::decoded(scheme.encoding, signature);
  return crypto::from_base64url(signature.substr(signature.rfind('.') + 1)).value_or("");
}

std::string spelled(const Scheme& scheme, std::string_view old, ByteView raw) {
  if (family_of(scheme) == Family::token) return std::string(raw);
  if (family_of(scheme) != Family::jwt) return signature::encoded(scheme.encoding, raw);
  return std::string(old.substr(0, old.rfind('.') + 1)) + crypto::to_base64url(raw);
}

Request with_body(Request request, Bytes body) {
  request.body = std::move(body);
  const bool says_length = request.headers.find("Content-Length").has_value();
  if (says_length) request.headers.set("Content-Length", std::to_string(request.body.size()));
  return request;
}

bool sees(const Genuine& genuine, const Bytes& before, const Bytes& after) {
  const auto& schemes = genuine.provider.schemes;
  return sees_by(genuine, genuine.scheme, before, after) &&
         std::all_of(schemes.begin(), schemes.end(), [&](const Scheme& other) {
           const bool may_save_it = other.signature == genuine.scheme.signature &&
                                    other.algorithm == genuine.scheme.algorithm &&
                                    other.prefix == genuine.scheme.prefix;
           return !may_save_it || sees_by(genuine, other, before, after);
         });
}

Made made(Request request) { return {.requests = {{std::move(request)}}}; }

Result<Made> only(Result<Request> request) {
  if (!request) return request.error();
  return made(*std::move(request));
}

}  // namespace hookctl::forge
