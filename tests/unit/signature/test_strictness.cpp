#include <doctest/doctest.h>

#include <string>

#include "provider/catalogue.h"
#include "signature/sign.h"
#include "signature/verify.h"

using namespace hookctl;
using namespace hookctl::signature;

namespace {

const Instant now{Seconds{1758798328}};
const Keys keys{.secrets = {crypto::Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")}};

const Scheme& scheme_of(const char* provider) { return provider::find_provider(provider)->schemes.front(); }

Request signed_by(const char* provider) {
  const auto& scheme = scheme_of(provider);
  return *signed_request(scheme, keys, {.body = R"({"a":1})"}, stamp_at(scheme, "msg_1", now));
}

/// The value of a header with a part of it replaced.
std::string replaced(const Request& request, const char* header, const std::string& part, const std::string& by) {
  std::string value(*request.headers.find(header));
  if (part.empty()) return by;
  const auto at = value.find(part);
  REQUIRE(at != std::string::npos);
  return value.replace(at, part.size(), by);
}

}  // namespace

TEST_CASE("verify: what is not written as the scheme says is refused, each with its reason") {
  struct Case {
    const char* provider;
    const char* header;
    const char* part;  // of the value; empty: all of it
    const char* by;
    Reason reason;
  };
  constexpr Case cases[] = {
      {"standard-webhooks", "webhook-id", "", "", Reason::header_missing},
      {"standard-webhooks", "webhook-id", "", "msg.1", Reason::header_malformed},
      {"standard-webhooks", "webhook-id", "", "msg_2", Reason::signature_mismatch},
      {"standard-webhooks", "webhook-timestamp", "", "", Reason::timestamp_missing},
      {"standard-webhooks", "webhook-timestamp", "", "-1758798328", Reason::timestamp_malformed},
      {"standard-webhooks", "webhook-timestamp", "", "+1758798328", Reason::timestamp_malformed},
      {"standard-webhooks", "webhook-timestamp", "", "01758798328", Reason::timestamp_malformed},
      {"standard-webhooks", "webhook-timestamp", "", "1758798328 ", Reason::timestamp_malformed},
      {"standard-webhooks", "webhook-timestamp", "", "1758798328.0", Reason::timestamp_malformed},
      {"standard-webhooks", "webhook-timestamp", "", "0x68d52138", Reason::timestamp_malformed},
      {"standard-webhooks", "webhook-timestamp", "", "9223372036854775808", Reason::timestamp_malformed},
      {"standard-webhooks", "webhook-timestamp", "", "1.758798328", Reason::timestamp_malformed},
      {"standard-webhooks", "webhook-signature", "", "", Reason::header_malformed},
      {"standard-webhooks", "webhook-signature", "v1,", "v1, ", Reason::header_malformed},
      {"standard-webhooks", "webhook-signature", "v1,", "V1,", Reason::header_malformed},
      {"standard-webhooks", "webhook-signature", "v1,", "v2,", Reason::header_malformed},
      {"standard-webhooks", "webhook-signature", "v1,", "", Reason::header_malformed},
      {"standard-webhooks", "webhook-signature", "=", "", Reason::header_malformed},
      {"standard-webhooks", "webhook-signature", "", "v1,AAAA", Reason::header_malformed},
      {"bfl", "X-BFL-Signature", "sha256=", "sha256= ", Reason::header_malformed},
      {"bfl", "X-BFL-Signature", "sha256=", "SHA256=", Reason::header_malformed},
      {"bfl", "X-BFL-Signature", "sha256=", "sha256=sha256=", Reason::header_malformed},
      {"bfl", "X-BFL-Signature", "sha256=", "sha256=00", Reason::header_malformed},
      {"bfl", "X-BFL-Signature", "sha256=", "", Reason::header_malformed},
      {"stripe", "Stripe-Signature", "t=", "s=", Reason::timestamp_missing},
      {"stripe", "Stripe-Signature", "t=", "t=1,t=", Reason::header_malformed},
      {"stripe", "Stripe-Signature", "v1=", "v0=", Reason::header_malformed},
      {"stripe", "Stripe-Signature", "1758798328", "1758798329", Reason::signature_mismatch},
  };
  for (const auto& each : cases) {
    CAPTURE(each.header);
    CAPTURE(each.by);
    auto request = signed_by(each.provider);
    REQUIRE(verify(scheme_of(each.provider), keys, request, now).reason == Reason::valid);
    request.headers.set(each.header, replaced(request, each.header, each.part, each.by));
    CHECK(verify(scheme_of(each.provider), keys, request, now).reason == each.reason);
  }
}

TEST_CASE("verify: a secret that cannot be a key is refused, not taken for an empty or a short one") {
  for (const auto* secret : {"whsec_!!!!", "whsec_", "whsec_====", "whsec_A", "whsec_AA=A", "whsec_AAAA AAAA", ""}) {
    CAPTURE(secret);
    const Keys unusable{.secrets = {crypto::Secret(secret)}};
    const auto request = signed_by("standard-webhooks");
    CHECK(verify(scheme_of("standard-webhooks"), unusable, request, now).reason == Reason::key_unusable);
    CHECK_FALSE(sign(scheme_of("standard-webhooks"), unusable, request, {.id = "msg_1", .timestamp = "1"}));
  }
  const Keys empty{.secrets = {crypto::Secret("")}};
  CHECK(verify(scheme_of("bfl"), empty, signed_by("bfl"), now).reason == Reason::key_unusable);
}

TEST_CASE("verify: a time far beyond all calendars is in the future, and the oldest is too old") {
  struct Case {
    const char* timestamp;
    Reason reason;
  };
  constexpr Case cases[] = {{"0", Reason::timestamp_too_old},
                            {"253402300800", Reason::timestamp_in_future},
                            {"999999999999999", Reason::timestamp_in_future}};
  for (const auto& each : cases) {
    CAPTURE(each.timestamp);
    const auto& scheme = scheme_of("standard-webhooks");
    const auto request = signed_request(scheme, keys, {.body = "{}"}, {.id = "msg_1", .timestamp = each.timestamp});
    REQUIRE(request);
    CHECK(verify(scheme, keys, *request, now).reason == each.reason);
  }
}
