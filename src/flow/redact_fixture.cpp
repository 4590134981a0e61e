#include "flow/redact_fixture.h"

#include <utility>

#include "flow/make_fixture.h"
#include "flow/prepared.h"
#include "flow/recorded_fixture.h"
#include "flow/restamp.h"
#include "flow/signing.h"

namespace hookctl::flow {
namespace {

bool has_keys(const signature::Keys& keys) { return !keys.secrets.empty() || keys.private_key; }

/// The delivery with a signature of its own bytes, for the id and time that the old one was for.
Result<Request> signed_anew(const provider::Provider& row, const signature::Keys& keys, Request request,
                            const Request& before) {
  const auto scheme = scheme_to_sign(row, keys);
  if (!scheme) return scheme.error();
  const Restamp keep{.time_rule = signature::signs_time(**scheme) ? TimeRule::keep : TimeRule::shifted};
  const auto stamp = restamped(keep, **scheme, before, Instant{});
  if (!stamp) return stamp.error();
  return signature::signed_request(**scheme, keys, std::move(request), *stamp);
}

}  // namespace

Result<RedactedFixture> redacted_fixture(capture::Fixture fixture, const capture::Redaction& redaction,
                                         std::span<const provider::Provider> known, const Keyring& keys) {
  const auto before = fixture.request;
  capture::Capture capture{.request = std::move(fixture.request)};
  capture.verdict.provider = fixture.provider;
  if (!capture.request.url.empty()) capture.public_url = capture.request.url;
  const auto* row = sender_of(capture, known);
  const auto scheme = row != nullptr ? scheme_of(capture.request, *row, "") : nullptr;
  if (!redaction.apply(capture)) {
    fixture.request = before;
    return RedactedFixture{std::move(fixture)};
  }
  auto& request = capture.request;
  request.url = capture.public_url.value_or("");
  if (scheme != nullptr && has_keys(keys.of(row->name)) && !asks_for_signature(before)) {
    auto made = signed_anew(*row, keys.of(row->name), std::move(request), before);
    if (!made) return made.error();
    request = *std::move(made);
  } else if (scheme != nullptr) {
    put_blanks(request, *scheme);
  }
  fixture.request = std::move(request);
  return RedactedFixture{std::move(fixture), std::move(capture.redacted)};
}

}  // namespace hookctl::flow
