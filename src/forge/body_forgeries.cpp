#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/json.h"
#include "base/json_rewrite.h"
#include "forge/groups.h"
#include "forge/seal.h"
#include "forge/unfit.h"
#include "signature/body_edit.h"
#include "signature/place.h"

namespace hookctl::forge {
namespace {

constexpr std::size_t places_tried = 256;

bool is_json(ByteView body) { return static_cast<bool>(json::parse(body)); }

std::string unless_body(const Genuine& genuine) {
  if (genuine.request.body.empty()) return "the body is empty";
  if (unfit::unless_signature(genuine).empty()) return {};
  return fmt::format("{} signs nothing: any body passes with its token", genuine.provider.name);
}

Made unseen(const Genuine& genuine) {
  return {.not_applicable =
              fmt::format("{} does not sign the bytes of the body: this change cannot be seen", genuine.provider.name)};
}

/// The signed request with its body changed; none when a receiver cannot see the change.
template <typename Change>
Result<Made> changed(const Genuine& genuine, Change change) {
  auto request = sign(genuine);
  if (!request) return request.error();
  auto body = change(request->body);
  if (body == request->body) return Made{.not_applicable = "the change leaves the body as it is"};
  if (!sees(genuine, request->body, body)) return unseen(genuine);
  return made(with_body(*std::move(request), std::move(body)));
}

/// The body with one bit flipped, at a place the seed chooses; JSON stays JSON, so that a receiver which does not look
/// at the signature has no other reason to refuse it.
Bytes with_bit_flipped(const Genuine& genuine, const Bytes& body) {
  const bool keeps_json = is_json(body);
  for (std::size_t step = 0; step < std::min(body.size(), places_tried); ++step) {
    auto flipped = body;
    flipped[(genuine.seed + step * 7) % body.size()] ^= 1;
    if ((!keeps_json || is_json(flipped)) && sees(genuine, body, flipped)) return flipped;
  }
  return body;
}

Result<Made> tampered(const Genuine& genuine) {
  return changed(genuine, [&](const Bytes& body) { return with_bit_flipped(genuine, body); });
}

Result<Made> appended(const Genuine& genuine) {
  return changed(genuine, [](const Bytes& body) { return body + ' '; });
}

Result<Made> truncated(const Genuine& genuine) {
  return changed(genuine, [](const Bytes& body) { return body.substr(0, body.size() - 1); });
}

Result<Made> newline(const Genuine& genuine) {
  return changed(genuine, [](const Bytes& body) { return body + '\n'; });
}

Result<Made> bom(const Genuine& genuine) {
  return changed(genuine, [](const Bytes& body) { return "\xef\xbb\xbf" + body; });
}

Result<Made> crlf(const Genuine& genuine) {
  return changed(genuine, [](const Bytes& body) { return signature::lf_to_crlf(body).value_or(body); });
}

Result<Made> emptied(const Genuine& genuine) {
  return changed(genuine, [](const Bytes&) { return Bytes(); });
}

struct Rewriting {
  std::string_view name;
  json::Style style;
};

constexpr std::array rewritings{
    Rewriting{"compact", {.spacing = json::Spacing::compact}},
    Rewriting{"spaced", {.spacing = json::Spacing::python}},
    Rewriting{"indented", {.spacing = json::Spacing::two_spaces}},
    Rewriting{"sorted-keys", {.order = json::Order::sorted}},
    Rewriting{"numbers", {.numbers = json::Numbers::shortest}},
    Rewriting{"letters", {.letters = json::Letters::utf8}},
    Rewriting{"escapes", {.letters = json::Letters::escaped_lower}},
    Rewriting{"slashes", {.slashes = json::Slashes::escaped}},
};

std::string unless_json(const Genuine& genuine) {
  if (auto other = unless_body(genuine); !other.empty()) return other;
  return is_json(genuine.request.body) ? "" : "the body is not JSON";
}

Result<Made> reserialised(const Genuine& genuine) {
  Made all;
  for (const auto& row : rewritings) {
    auto one = changed(genuine, [&](const Bytes& body) { return json::rewritten(body, row.style).value_or(body); });
    if (!one) return one.error();
    if (!one->not_applicable.empty()) all.not_applicable = one->not_applicable;
    for (auto& forged : one->requests) all.requests.push_back({std::move(forged.request), std::string(row.name)});
  }
  if (!all.requests.empty()) all.not_applicable.clear();
  return all;
}

/// The delivery with the signature of another body.
Result<Made> signed_for(const Genuine& genuine, const Bytes& other) {
  if (!sees(genuine, genuine.request.body, other)) return unseen(genuine);
  auto request = sign(genuine);
  const auto theirs = sign(genuine, with_body(genuine.request, other));
  if (!request) return request.error();
  if (!theirs) return theirs.error();
  const auto signature = signature::Source(*theirs).only(genuine.scheme.signature).value_or("");
  return only(with_value(*std::move(request), genuine.scheme.signature, signature));
}

Result<Made> swapped(const Genuine& genuine) { return signed_for(genuine, ""); }

Result<Made> other_body(const Genuine& genuine) {
  return signed_for(genuine, genuine.request.body.starts_with('{') ? R"({"id":"other"})" : "id=other");
}

constexpr std::array rows{
    Forgery{"tampered-body", Due::refuse, "one bit of the body flipped after signing", unless_body, tampered},
    Forgery{"body-appended", Due::refuse, "one byte more", unless_body, appended},
    Forgery{"body-truncated", Due::refuse, "one byte less", unless_body, truncated},
    Forgery{"body-newline", Due::refuse, "a final newline added", unless_body, newline},
    Forgery{"body-bom", Due::refuse, "a byte order mark in front", unless_body, bom},
    Forgery{"body-crlf", Due::refuse, "CR LF for LF", unless_body, crlf},
    Forgery{"body-reserialised", Due::refuse,
            "the same JSON written anew; if accepted, the endpoint verifies re-serialised JSON", unless_json,
            reserialised},
    Forgery{"body-emptied", Due::refuse, "no body, with the signature of the full one", unless_body, emptied},
    Forgery{"body-swapped", Due::refuse, "the body with the signature of an empty one", unless_body, swapped},
    Forgery{"other-body", Due::refuse, "the signature of another body", unless_body, other_body},
};

}  // namespace

std::span<const Forgery> body_forgeries() { return rows; }

}  // namespace hookctl::forge
