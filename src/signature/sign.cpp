#include "signature/sign.h"

#include <fmt/format.h>

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

Result<void> check_stamp(const Scheme& scheme, const Stamp& stamp) {
  if (scheme.id.empty()) return {};
  if (stamp.id.empty()) return Error{"the scheme signs an event id, and none is given", "give it with --id ID"};
  if (separates_by_dot(scheme) && stamp.id.find('.') != stamp.id.npos) {
    return Error{fmt::format("the id '{}' holds a '.', which separates the signed parts", stamp.id),
                 "use an id without '.'"};
  }
  return {};
}

Filling filling_of(const Keys& keys, const Source& source, const Stamp& stamp) {
  return {.source = source, .id = stamp.id, .timestamp = stamp.timestamp, .webhook_id = keys.webhook_id};
}

/// Adds a signature to a header's value: `v1,…`, `v1=…`, `sha256=…`.
void append_entry(const Scheme& scheme, std::string& value, ByteView signature) {
  if (!value.empty()) value += scheme.separator;
  if (scheme.layout == Layout::fields) value.append(scheme.field).append("=");
  if (scheme.layout != Layout::fields) value.append(scheme.prefix);
  append_encoded(value, scheme.encoding, signature);
}

}  // namespace

Result<Signer> Signer::of(const Scheme& scheme, const Keys& keys) {
  if (!can_sign(scheme, keys)) return is_asymmetric(scheme.algorithm) ? no_private_key(scheme) : no_secret();
  auto input = InputParts::of(scheme.input);
  if (!input) return input.error();
  Signer signer(scheme, keys, *std::move(input));
  if (const auto ready = signer.prepare(); !ready) return ready.error();
  return signer;
}

Signer::Signer(const Scheme& scheme, const Keys& keys, InputParts input)
    : scheme_(scheme),
      keys_(keys),
      input_(std::move(input)),
      signs_url_(input_.has("url")),
      signs_as_given_(scheme.id.pointer.empty() && scheme.timestamp.pointer.empty() &&
                      scheme.only_if.place.pointer.empty() && scheme.body_hash_query.empty() && !input_.has("header")) {
}

bool Signer::writes_headers_alone() const {
  return scheme_.signature.pointer.empty() && scheme_.id.pointer.empty() && scheme_.timestamp.pointer.empty() &&
         scheme_.only_if.place.pointer.empty() && scheme_.body_hash_query.empty();
}

Result<void> Signer::prepare() {
  const auto& row = row_of(scheme_.algorithm);
  if (row.family != Family::mac && row.family != Family::hash) return {};
  for (const auto& secret : keys_.secrets) {
    auto key = key_of(scheme_.key, secret);
    if (!key) return key.error();
    ready_.push_back({*std::move(key), std::nullopt});
    if (row.family == Family::mac) ready_.back().hmac.emplace(row.digest, ready_.back().key);
    if (scheme_.layout == Layout::single) break;
  }
  return {};
}

Result<std::vector<Carried>> Signer::sign(const Request& request, const Stamp& stamp) {
  if (const auto ok = check_stamp(scheme_, stamp); !ok) return ok.error();
  const auto family = row_of(scheme_.algorithm).family;
  if (family == Family::token)
    return std::vector{Carried{scheme_.signature, std::string(keys_.secrets.front().expose())}};
  if (family == Family::jwt) {
    const auto at = parse_timestamp(scheme_.unit, stamp.timestamp);
    if (!at) return Error{"the timestamp is no time", "give it with --timestamp TIME"};
    return std::vector{Carried{scheme_.signature, make_jwt(scheme_, *keys_.private_key, request.body, *at)}};
  }
  auto carried = carried_before(scheme_, request, stamp);
  auto value = header_value(request, carried, stamp);
  if (!value) return value.error();
  carried.push_back({scheme_.signature, *std::move(value)});
  return carried;
}

Result<std::string> Signer::header_value(const Request& request, const std::vector<Carried>& carried,
                                         const Stamp& stamp) {
  if (signs_as_given_) return header_value(request, stamp);
  const auto stamped = carrying(scheme_, request, carried);
  if (!stamped) return stamped.error();
  return header_value(*stamped, stamp);
}

Result<std::string> Signer::header_value(const Request& stamped, const Stamp& stamp) {
  const Source source(stamped);
  const auto url = signs_url_ ? url_forms(scheme_.url, url_of(stamped)).front() : std::string();
  auto filling = filling_of(keys_, source, stamp);
  filling.url = url;
  std::string value;
  if (!scheme_.timestamp_field.empty()) value.append(scheme_.timestamp_field).append("=").append(stamp.timestamp);
  if (ready_.empty()) {
    if (const auto added = append_whole(value, filling); !added) return added.error();
  }
  for (auto& [key, hmac] : ready_) {
    filling.secret = key.expose();
    const auto added = hmac ? append_mac(value, *hmac, filling) : append_whole(value, filling);
    if (!added) return added.error();
  }
  return value;
}

Result<void> Signer::append_mac(std::string& value, crypto::Hmac& hmac, const Filling& filling) const {
  const auto mac = mac_of(hmac, input_, filling);
  if (!mac) return mac.error();
  append_entry(scheme_, value, *mac);
  return {};
}

Result<void> Signer::append_whole(std::string& value, const Filling& filling) const {
  const auto input = signed_bytes(scheme_, filling);
  if (!input) return input.error();
  const auto& row = row_of(scheme_.algorithm);
  append_entry(
      scheme_, value,
      row.family == Family::hash ? crypto::digest(row.digest, *input) : keys_.private_key->sign(row.signing, *input));
  return {};
}

Result<Request> Signer::signed_request(Request request, const Stamp& stamp) {
  const auto carried = sign(request, stamp);
  if (!carried) return carried.error();
  return carrying(scheme_, std::move(request), *carried);
}

Result<std::vector<Carried>> sign(const Scheme& scheme, const Keys& keys, const Request& request, const Stamp& stamp) {
  auto signer = Signer::of(scheme, keys);
  if (!signer) return signer.error();
  return signer->sign(request, stamp);
}

Result<Request> signed_request(const Scheme& scheme, const Keys& keys, Request request, const Stamp& stamp) {
  auto signer = Signer::of(scheme, keys);
  if (!signer) return signer.error();
  return signer->signed_request(std::move(request), stamp);
}

Result<Bytes> input_to_sign(const Scheme& scheme, const Keys& keys, const Request& request, const Stamp& stamp) {
  const auto stamped = carrying(scheme, request, carried_before(scheme, request, stamp));
  if (!stamped) return stamped.error();
  const Source source(*stamped);
  auto filling = filling_of(keys, source, stamp);
  if (!keys.secrets.empty()) filling.secret = keys.secrets.front().expose();
  return signed_bytes(scheme, filling);
}

}  // namespace hookctl::signature
