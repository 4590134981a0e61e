#include "flow/new_event.h"

#include <algorithm>

#include "base/json_edit.h"
#include "base/text.h"
#include "capture/ulid.h"
#include "crypto/digest.h"
#include "flow/blanks.h"
#include "signature/place.h"

namespace hookctl::flow {
namespace {

bool is_uuid(std::string_view text) { return text.size() == 36 && std::count(text.begin(), text.end(), '-') == 4; }

bool is_number(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// As many digits, of which the first is no zero.
std::string random_number(std::size_t digits) {
  std::string text;
  for (const char byte : crypto::random_bytes(std::min<std::size_t>(digits, 256))) {
    text +=
        static_cast<char>('0' + static_cast<unsigned char>(byte) % (text.empty() ? 9 : 10) + (text.empty() ? 1 : 0));
  }
  return text;
}

/// An id that looks like another: `evt_1a2b` → `evt_01k…`.
std::string another_id(const std::string& old, Instant now) {
  if (is_uuid(old)) return fresh_uuid();
  if (is_number(old)) return random_number(old.size());
  return old.substr(0, old.rfind('_') + 1) + capture::make_ulid(now, crypto::random_bytes(10));
}

Request with_longer_body(Request request) {
  const auto spaces = std::size_t{1} + static_cast<unsigned char>(crypto::random_bytes(1).front());
  request.body.append(spaces, ' ');
  return request;
}

/// The first place of the id that the delivery has: `/id`, or a header's name. Empty: none.
std::string_view path_of_id(const Request& request, std::span<const provider::Place> ids) {
  const signature::Source source(request);
  for (const auto& place : ids) {
    for (const auto path : split(place.header.empty() ? place.pointer : place.header, '|')) {
      const bool is_member = path.starts_with('/');
      if (source.only({is_member ? "" : path, is_member ? path : ""})) return path;
    }
  }
  return {};
}

}  // namespace

Result<Request> as_new_event(Request request, std::span<const provider::Place> ids, Instant now) {
  const auto path = path_of_id(request, ids);
  if (path.empty()) return with_longer_body(std::move(request));
  if (!path.starts_with('/')) {
    request.headers.set(path, another_id(std::string(*request.headers.find(path)), now));
    return request;
  }
  const auto old = *signature::Source(request).only({.pointer = path});
  auto body = json::with_text(request.body, path, another_id(old, now));
  if (!body) return body.error();
  request.body = *std::move(body);
  return request;
}

}  // namespace hookctl::flow
