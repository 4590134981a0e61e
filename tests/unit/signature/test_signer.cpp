#include <doctest/doctest.h>

#include <string>

#include "provider/catalogue.h"
#include "signature/sign.h"
#include "signature/verify.h"

using namespace hookctl;
using signature::Keys;
using signature::Signer;
using signature::State;

namespace {

const Instant now{Seconds{1'700'000'000}};

Keys two_secrets() {
  return {.secrets = {crypto::Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), crypto::Secret("whsec_c2Vjb25k")},
          .webhook_id = "wh_1"};
}

Request delivery(const Bytes& body) {
  return {
      .headers = {{"Host", "a.example"}, {"X-Zm-Request-Timestamp", "1"}}, .body = body, .url = "https://a.example/x"};
}

}  // namespace

TEST_CASE("Signer: one signs many deliveries, each as if it were the only one, for every scheme that takes a secret") {
  const auto keys = two_secrets();
  for (const auto& row : provider::catalogue()) {
    for (const auto& scheme : row.schemes) {
      if (signature::is_asymmetric(scheme.algorithm)) continue;
      CAPTURE(row.name);
      CAPTURE(scheme.name);
      auto signer = Signer::of(scheme, keys);
      REQUIRE(signer);
      const auto stamp = signature::stamp_at(scheme, "msg_1", now);
      for (const auto* body : {"{}", R"({"signature":{},"event":{}})", "{}"}) {
        const auto once = signature::signed_request(scheme, keys, delivery(body), stamp);
        const auto again = signer->signed_request(delivery(body), stamp);
        REQUIRE(static_cast<bool>(once) == static_cast<bool>(again));
        if (!once) continue;
        CHECK(*once == *again);
        CHECK(signature::verify(scheme, keys, *again, now).reason == signature::Reason::valid);
      }
    }
  }
}

TEST_CASE("Signer: a delivery that cannot be signed leaves nothing behind for the next") {
  const signature::Scheme scheme{.name = "x", .input = "{ts}.{header:X-User}.{body}", .signature = {.header = "X-Sig"}};
  const auto keys = two_secrets();
  auto signer = Signer::of(scheme, keys);
  REQUIRE(signer);
  const auto complete = Request{.headers = {{"X-User", "u"}}, .body = Bytes(1000, 'x')};
  const auto first = signer->sign(complete, {.timestamp = "1"});
  CHECK_FALSE(signer->sign(Request{.body = Bytes(1000, 'x')}, {.timestamp = "1"}));
  const auto second = signer->sign(complete, {.timestamp = "1"});
  REQUIRE(first);
  REQUIRE(second);
  CHECK(first->back().value == second->back().value);
}

TEST_CASE("Signer: parts of every length are signed in their order") {
  const signature::Scheme scheme{.name = "x",
                                 .input = "{id}.{body}.{id}!{method}{body}",
                                 .signature = {.header = "X-Sig"},
                                 .id = {.header = "X-Id"}};
  const auto keys = two_secrets();
  auto signer = Signer::of(scheme, keys);
  REQUIRE(signer);
  for (const std::size_t size : {0, 1, 63, 64, 127, 128, 129, 1000}) {
    CAPTURE(size);
    const Request request{.body = Bytes(size, 'b')};
    const signature::Stamp stamp{.id = Bytes(size / 2 + 1, 'i')};
    const auto input = signature::input_to_sign(scheme, keys, request, stamp);
    REQUIRE(input);
    CHECK(*input == stamp.id + "." + request.body + "." + stamp.id + "!POST" + request.body);
    const auto made = signer->sign(request, stamp);
    REQUIRE(made);
    CHECK(signature::verify(scheme, keys, *signer->signed_request(request, stamp), now).state == State::verified);
  }
}
