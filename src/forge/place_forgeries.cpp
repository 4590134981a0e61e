#include <fmt/format.h>

#include <array>

#include "base/json.h"
#include "forge/groups.h"
#include "forge/jwt.h"
#include "forge/seal.h"
#include "forge/unfit.h"
#include "signature/place.h"
#include "signature/url.h"

namespace hookctl::forge {
namespace {

using signature::Place;

struct Named {
  std::string_view name;
  std::string_view text;
};

constexpr std::array empty_values{Named{"nothing", ""}, Named{"spaces", "   "}};

/// The signed request without what is in a place.
Result<Made> signed_without(const Genuine& genuine, const Place& place) {
  auto request = sign(genuine);
  if (!request) return request.error();
  return only(without(*std::move(request), place));
}

Result<Made> signed_with(const Genuine& genuine, const Place& place, const std::string& value) {
  auto request = sign(genuine);
  if (!request) return request.error();
  return only(with_value(*std::move(request), place, value));
}

Result<Made> missing(const Genuine& genuine) { return signed_without(genuine, genuine.scheme.signature); }

Result<Made> empty(const Genuine& genuine) {
  const auto request = sign(genuine);
  if (!request) return request.error();
  return each(empty_values,
              [&](const Named& row) { return with_value(*request, genuine.scheme.signature, std::string(row.text)); });
}

Result<Made> id_missing(const Genuine& genuine) { return signed_without(genuine, genuine.scheme.id); }

Result<Made> id_empty(const Genuine& genuine) { return signed_with(genuine, genuine.scheme.id, ""); }

bool is_jwt(const Genuine& genuine) {
  return signature::row_of(genuine.scheme.algorithm).family == signature::Family::jwt;
}

Result<Made> timestamp_missing(const Genuine& genuine) {
  if (!is_jwt(genuine)) return signed_without(genuine, genuine.scheme.timestamp);
  return only(with_value(genuine.request, genuine.scheme.signature, jwt_issued_at(genuine, "")));
}

Result<Made> timestamp_empty(const Genuine& genuine) {
  if (is_jwt(genuine))
    return only(with_value(genuine.request, genuine.scheme.signature, jwt_issued_at(genuine, R"( )")));
  return signed_with(genuine, genuine.scheme.timestamp, "");
}

/// A token is not put where logs would keep it.
std::string unless_movable(const Genuine& genuine) {
  if (auto elsewhere = unfit::unless_in_header(genuine); !elsewhere.empty()) return elsewhere;
  return unfit::unless_signature(genuine);
}

Result<Made> in_query(const Genuine& genuine) {
  auto request = sign(genuine);
  if (!request) return request.error();
  const auto& header = genuine.scheme.signature.header;
  std::string escaped;
  for (const char c : std::string(*request->headers.find(header))) {
    const bool is_plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-';
    escaped += is_plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  request->target = signature::with_query_parameter(request->target, header, escaped);
  if (!request->url.empty()) request->url = signature::with_query_parameter(request->url, header, escaped);
  request->headers.erase(header);
  return made(*std::move(request));
}

/// The body with a further member, or a further parameter where it is no JSON object.
Bytes with_member(const Bytes& body, std::string_view name, std::string_view value) {
  const auto root = json::parse(body);
  if (!root || root->kind != json::Kind::object) return fmt::format("{}&{}={}", body, name, value);
  std::string member;
  json::append_string(member, name);
  member += ':';
  json::append_string(member, value);
  const auto end = body.rfind('}');
  return body.substr(0, end) + (json::members(*root).empty() ? "" : ",") + member + body.substr(end);
}

Result<Made> in_body(const Genuine& genuine) {
  auto request = sign(genuine);
  if (!request) return request.error();
  const auto& header = genuine.scheme.signature.header;
  const std::string value(*request->headers.find(header));
  request->headers.erase(header);
  auto body = with_member(request->body, header, value);
  return made(with_body(*std::move(request), std::move(body)));
}

/// Trailers follow a chunked body and must never count as headers.
Result<Made> trailer(const Genuine& genuine) {
  auto request = sign(genuine);
  if (!request) return request.error();
  const auto& header = genuine.scheme.signature.header;
  request->trailers.add(std::string(header), std::string(*request->headers.find(header)));
  request->headers.erase(header);
  request->headers.erase("Content-Length");
  request->headers.set("Trailer", std::string(header));
  request->headers.set("Transfer-Encoding", "chunked");
  request->framing = Framing::chunked;
  return made(*std::move(request));
}

std::string unless_branded(const Genuine& genuine) {
  if (genuine.scheme.signature.header == "webhook-signature") return {};
  return fmt::format("{} has no headers webhook-*, which others call by their own name", genuine.provider.name);
}

Result<Made> branded(const Genuine& genuine) {
  auto request = sign(genuine);
  if (!request) return request.error();
  for (auto& [name, value] : request->headers) {
    if (name.starts_with("webhook-")) name.replace(0, 7, "svix");
  }
  return made(*std::move(request));
}

std::string unless_sha1_beside(const Genuine& genuine) {
  if (genuine.scheme.signature.header == "X-Hub-Signature-256") return {};
  return fmt::format("{} has no older signature beside its own", genuine.provider.name);
}

Result<Made> legacy_sha1(const Genuine& genuine) {
  auto older = genuine.scheme;
  older.algorithm = signature::Algorithm::hmac_sha1;
  older.signature = {.header = "X-Hub-Signature"};
  older.prefix = "sha1=";
  auto request = genuine.request;
  request.headers.erase(genuine.scheme.signature.header);
  return only(signature::signed_request(older, genuine.keys, std::move(request), genuine.stamp));
}

constexpr std::array rows{
    Forgery{"missing", Due::refuse, "no signature", unfit::never, missing},
    Forgery{"empty", Due::refuse, "an empty signature", unfit::never, empty},
    Forgery{"id-missing", Due::refuse, "no event id beside the body", unfit::unless_id, id_missing},
    Forgery{"id-empty", Due::refuse, "an empty event id", unfit::unless_id, id_empty},
    Forgery{"timestamp-missing", Due::refuse, "no timestamp", unfit::unless_time_in_place, timestamp_missing},
    Forgery{"timestamp-empty", Due::refuse, "an empty timestamp", unfit::unless_time_in_place, timestamp_empty},
    Forgery{"in-query", Due::refuse, "the signature in the query", unless_movable, in_query},
    Forgery{"in-body", Due::refuse, "the signature in the body", unless_movable, in_body},
    Forgery{"trailer", Due::refuse, "the signature behind a chunked body", unless_movable, trailer},
    Forgery{"branded-headers", Due::informational, "svix-* headers for webhook-*", unless_branded, branded},
    Forgery{"legacy-sha1", Due::refuse, "only the older header, with HMAC-SHA1", unless_sha1_beside, legacy_sha1},
};

}  // namespace

std::span<const Forgery> place_forgeries() { return rows; }

}  // namespace hookctl::forge
