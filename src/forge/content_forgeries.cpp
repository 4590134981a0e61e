#include <fmt/format.h>

#include <array>

#include "base/gzip.h"
#include "base/json.h"
#include "forge/groups.h"
#include "forge/seal.h"
#include "forge/unfit.h"

/// Correctly signed deliveries with a body or a type that a receiver may not expect.
namespace hookctl::forge {
namespace {

constexpr std::size_t large = 6 * 1024 * 1024;

Result<Made> signed_body(const Genuine& genuine, Bytes body) {
  return only(sign(genuine, with_body(genuine.request, std::move(body))));
}

std::string unless_object(const Genuine& genuine) {
  const auto root = json::parse(genuine.request.body);
  return root && !json::members(*root).empty() ? "" : "the body is no JSON object with members";
}

/// The first member once more at the end, with another value.
Result<Made> duplicate_keys(const Genuine& genuine) {
  const auto& body = genuine.request.body;
  std::string member;
  json::append_string(member, json::members(*json::parse(body)).front().key);
  const auto end = body.rfind('}');
  return signed_body(genuine, body.substr(0, end) + "," + member + R"(:"other")" + body.substr(end));
}

Result<Made> not_json(const Genuine& genuine) { return signed_body(genuine, "this is not JSON {"); }

Result<Made> not_utf8(const Genuine& genuine) { return signed_body(genuine, "{\"id\":\"\xff\xfe\"}"); }

Request compressed(Request request) {
  request.headers.set("Content-Encoding", "gzip");
  auto wire_bytes = gzipped(request.body, 6);
  return with_body(std::move(request), std::move(wire_bytes));
}

Result<Made> gzip_signed_raw(const Genuine& genuine) { return only(sign(genuine, compressed(genuine.request))); }

Result<Made> gzip_signed_plain(const Genuine& genuine) {
  auto request = sign(genuine);
  if (!request) return request.error();
  return made(compressed(*std::move(request)));
}

struct Type {
  std::string_view name;
};

constexpr std::array types{Type{"text/plain"}, Type{"application/xml"}};

Result<Made> content_type(const Genuine& genuine) {
  const auto request = sign(genuine);
  if (!request) return request.error();
  return each(types, [&](const Type& row) -> Result<Request> {
    auto changed = *request;
    changed.headers.set("Content-Type", std::string(row.name));
    return changed;
  });
}

/// JSON grows by white space, a form by a parameter.
Result<Made> too_large(const Genuine& genuine) {
  auto body = genuine.request.body;
  if (body.size() >= large) return Made{.not_applicable = "the body is that large already"};
  const bool is_json = static_cast<bool>(json::parse(body));
  if (!is_json) body += "&filling=";
  body.append(large - body.size(), is_json ? ' ' : 'x');
  return signed_body(genuine, std::move(body));
}

constexpr std::array rows{
    Forgery{"duplicate-json-keys", Due::informational, "correctly signed JSON in which a key comes twice",
            unless_object, duplicate_keys},
    Forgery{"not-json", Due::informational, "a correctly signed body that is not JSON", unfit::never, not_json},
    Forgery{"not-utf8", Due::informational, "a correctly signed body that is not UTF-8", unfit::never, not_utf8},
    Forgery{"gzip-signed-raw", Due::informational, "a compressed body, signed as it travels", unfit::never,
            gzip_signed_raw},
    Forgery{"gzip-signed-plain", Due::informational, "a compressed body, signed before it was compressed", unfit::never,
            gzip_signed_plain},
    Forgery{"content-type", Due::informational, "another Content-Type, the same bytes", unfit::never, content_type},
    Forgery{"too-large", Due::informational, "a body of 6 MiB, correctly signed", unfit::never, too_large},
};

}  // namespace

std::span<const Forgery> content_forgeries() { return rows; }

}  // namespace hookctl::forge
