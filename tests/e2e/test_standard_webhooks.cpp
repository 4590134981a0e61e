#include <doctest/doctest.h>
#include <fmt/format.h>

#include "base/clock.h"
#include "crypto/encoding.h"
#include "support/command.h"
#include "support/json_lines.h"
#include "support/judge.h"
#include "support/openssl.h"
#include "support/process.h"

namespace hookctl::test {
namespace {

const std::string secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const std::string body = R"({"type":"user.created","data":{"id":"u_1","name":"Zo\u00eb","note":"ä"}})";

/// The library's opinion of headers that `sign --json` made.
std::optional<Judgement> judge(const Json& signature, ByteView signed_body, Instant now) {
  Headers headers;
  for (const auto& header : signature.at("headers")) headers.add(header.at(0), header.at(1));
  return ask_judge("standardwebhooks", secret, headers, signed_body, now);
}

}  // namespace

TEST_CASE("standard-webhooks: the npm package standardwebhooks accepts what sign makes, and no other body") {
  const Folder home;
  home.write("secret", secret);
  home.write("body.json", body);
  const auto made =
      run(hookctl(home, {"sign", "body.json", "--provider", "standard-webhooks", "--secret-file", "secret", "--json"}));
  REQUIRE(made.exit == 0);
  const auto signature = json_lines(made.out, "signature").at(0);
  CHECK(signature["v"] == 1);
  CHECK(signature["provider"] == "standard-webhooks");
  const auto now = SystemClock{}.now();
  const auto judgement = judge(signature, body, now);
  if (!judgement) {
    MESSAGE("the judge standardwebhooks is not installed: its opinion is not asked");
    return;
  }
  CHECK(judgement->words == "accepted");
  CHECK_FALSE(judge(signature, body + " ", now)->accepted);
}

TEST_CASE("standard-webhooks: sign makes the bytes that openssl makes") {
  const Folder home;
  home.write("secret", secret);
  const auto made = run(hookctl(home, {"sign", "--body-text", body, "--provider", "standard-webhooks", "--secret-file",
                                       "secret", "--id", "msg_1", "--timestamp", "1700000000"}));
  const auto key = *crypto::from_base64(secret.substr(6));
  CHECK(made.exit == 0);
  CHECK(made.out == fmt::format("webhook-id: msg_1\nwebhook-timestamp: 1700000000\nwebhook-signature: v1,{}\n",
                                openssl::hmac_base64(key, "msg_1.1700000000." + body)));
}

}  // namespace hookctl::test
