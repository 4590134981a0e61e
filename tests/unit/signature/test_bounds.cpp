#include <doctest/doctest.h>

#include <string>

#include "provider/catalogue.h"
#include "signature/received.h"
#include "signature/sign.h"
#include "signature/verify.h"

using namespace hookctl;
using namespace hookctl::signature;

namespace {

const Instant now{Seconds{1758798328}};

const Scheme& v1() { return provider::find_provider("standard-webhooks")->schemes.front(); }

Keys keys() { return {.secrets = {crypto::Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")}}; }

Request signed_delivery() {
  return *signed_request(v1(), keys(), {.body = R"({"a":1})"}, stamp_at(v1(), "msg_1", now));
}

/// A delivery whose genuine signature stands behind this many others.
Request behind(std::size_t others) {
  auto request = signed_delivery();
  std::string value;
  for (std::size_t i = 0; i < others; ++i) value += "v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= ";
  value += *request.headers.find("webhook-signature");
  request.headers.set("webhook-signature", value);
  return request;
}

}  // namespace

TEST_CASE("verify: 32 signatures of a request are tried, and no further one") {
  CHECK(verify(v1(), keys(), behind(31), now).state == State::verified);
  const auto late = verify(v1(), keys(), behind(32), now);
  CHECK(late.state == State::failed);
  CHECK(late.reason == Reason::signature_mismatch);
}

TEST_CASE("verify: a signature in the trailers never counts") {
  auto request = signed_delivery();
  request.trailers = request.headers;
  request.headers = {};
  const auto verdict = verify(v1(), keys(), request, now);
  CHECK(verdict.state == State::failed);
  CHECK(verdict.reason == Reason::header_missing);
}

TEST_CASE("verify: an id or a time that is there twice is ambiguous, also when both are the same") {
  for (const auto* name : {"webhook-id", "webhook-timestamp"}) {
    CAPTURE(std::string(name));
    auto request = signed_delivery();
    request.headers.add(name, std::string(*request.headers.find(name)));
    CHECK(verify(v1(), keys(), request, now).reason == Reason::header_malformed);
  }
}
