#include <doctest/doctest.h>
#include <fmt/format.h>

#include "crypto/encoding.h"
#include "support/command.h"
#include "support/joined.h"
#include "support/json_lines.h"
#include "support/openssl.h"
#include "support/process.h"
#include "support/signed_delivery.h"

namespace hookctl::test {
namespace {

constexpr ByteView key = "a key of 32 bytes, none too many";
const std::string secret = "whsec_" + crypto::to_base64(key);
const std::string body = R"({"type":"user.created"})";

constexpr int signed_at = 1'700'000'000;

std::string signature_of(ByteView signing_key, int at) {
  return "v1," + openssl::hmac_base64(signing_key, fmt::format("msg_1.{}.{}", at, body));
}

/// `verify --json` of a delivery of Standard Webhooks, given by its parts.
Finished verify(const Folder& home, const std::vector<std::string>& headers, const std::vector<std::string>& options) {
  return run(hookctl(home, joined(joined({"verify", "--json"}, header_options(headers)), options)));
}

Json verdict_of(const Finished& finished) { return json_lines(finished.out, "verdict").at(0); }

}  // namespace

TEST_CASE("verify: every reason has its delivery, and its exit code") {
  const auto id = "webhook-id: msg_1";
  const auto at = fmt::format("webhook-timestamp: {}", signed_at);
  const auto signature = "webhook-signature: " + signature_of(key, signed_at);
  struct Case {
    std::string reason;
    std::string state;
    int exit;
    std::vector<std::string> headers;
    std::vector<std::string> options;
  };
  const std::vector<std::string> known{"--secret-file",     "secret", "--provider",
                                       "standard-webhooks", "--body", "body.json"};
  const Case cases[] = {
      {"valid", "verified", 0, {id, at, signature}, {"--now", "1700000000"}},
      {"valid", "verified", 0, {id, at, signature}, {"--now", "1700000300"}},
      {"valid", "verified", 0, {id, at, signature}, {"--now", "1699999700"}},
      {"valid", "verified", 0, {id, at, signature}, {"--now", "2023-11-14T22:13:20Z"}},
      {"valid", "verified", 0, {id, at, signature}, {"--now", "1700003600", "--tolerance", "1h"}},
      {"header_missing", "failed", 1, {id, at}, {"--now", "1700000000"}},
      {"header_missing", "failed", 1, {at, signature}, {"--now", "1700000000"}},
      {"header_malformed", "failed", 1, {id, at, "webhook-signature: v1,abc"}, {"--now", "1700000000"}},
      {"header_malformed", "failed", 1, {id, id, at, signature}, {"--now", "1700000000"}},
      {"timestamp_missing", "failed", 1, {id, signature}, {"--now", "1700000000"}},
      {"timestamp_malformed", "failed", 1, {id, "webhook-timestamp: today", signature}, {"--now", "1700000000"}},
      {"timestamp_malformed", "failed", 1, {id, "webhook-timestamp: 1.7e9", signature}, {"--now", "1700000000"}},
      {"timestamp_too_old", "failed", 1, {id, at, signature}, {"--now", "1700000301"}},
      {"timestamp_too_old", "failed", 1, {id, at, signature}, {}},
      {"timestamp_too_old", "failed", 1, {id, at, signature}, {"--now", "1700000002", "--tolerance", "1s"}},
      {"timestamp_in_future", "failed", 1, {id, at, signature}, {"--now", "1699999699"}},
      {"signature_mismatch", "failed", 1, {"webhook-id: msg_2", at, signature}, {"--now", "1700000000"}},
  };
  const Folder home;
  home.write("secret", secret);
  home.write("body.json", body);
  for (const auto& [reason, state, exit, headers, options] : cases) {
    CAPTURE(reason);
    CAPTURE(headers.size());
    const auto finished = verify(home, headers, joined(known, options));
    CHECK(finished.exit == exit);
    CHECK(verdict_of(finished)["reason"] == reason);
    CHECK(verdict_of(finished)["state"] == state);
  }
}

TEST_CASE("verify: keys and schemes that do not fit have their reasons, too") {
  const std::vector<std::string> headers{"webhook-id: msg_1", fmt::format("webhook-timestamp: {}", signed_at),
                                         "webhook-signature: " + signature_of(key, signed_at)};
  struct Case {
    std::string reason;
    std::string state;
    int exit;
    std::vector<std::string> headers;
    std::vector<std::string> options;
  };
  const Case cases[] = {
      {"signature_mismatch", "failed", 1, headers, {"--secret-file", "other"}},
      {"key_unusable", "failed", 1, headers, {"--secret-file", "not_base64"}},
      {"key_unusable", "unattempted", 2, headers, {}},
      {"scheme_unknown", "unattempted", 2, {}, {"--secret-file", "secret"}},
      {"scheme_unknown", "unattempted", 2, headers, {"--secret-file", "secret", "--provider", "higgsfield-legacy"}},
  };
  const Folder home;
  home.write("secret", secret);
  home.write("other", "whsec_" + crypto::to_base64("some other key"));
  home.write("not_base64", "whsec_it's not base64");
  for (const auto& [reason, state, exit, with, options] : cases) {
    CAPTURE(reason);
    const auto finished = verify(home, with, joined({"--body-text", body, "--now", "1700000000"}, options));
    CHECK(finished.exit == exit);
    CHECK(verdict_of(finished)["reason"] == reason);
    CHECK(verdict_of(finished)["state"] == state);
  }
}

TEST_CASE("verify: the verdict as JSON and as a person reads it") {
  const Folder home;
  home.write("secret", "s3cret");
  const auto signature = openssl::hmac_hex("s3cret", "{}");
  const auto made =
      verify(home, {"X-BFL-Signature: sha256=" + signature}, {"--body-text", "{}", "--secret-file", "secret"});
  CHECK(made.out == R"({"v":1,"type":"verdict","state":"verified","provider":"bfl","scheme":"sha256","reason":"valid",)"
                    R"("detail":null,"basis":"X-BFL-Signature","key":0,"cause":null,"tried":null})"
                    "\n");
  const auto told = run(hookctl(
      home, {"verify", "--body-text", "{} ", "--secret-file", "secret", "-H", "X-BFL-Signature: sha256=" + signature}));
  CHECK(told.exit == 1);
  CHECK(told.out.starts_with("failed       bfl sha256  signature_mismatch  "));
}

TEST_CASE("verify: of several secrets the verdict names the one that matched") {
  const Folder home;
  home.write("former", "whsec_" + crypto::to_base64("the former key"));
  home.write("current", secret);
  struct Case {
    std::vector<std::string> options;
    int key;
  };
  const Case cases[] = {
      {{"--secret-file", "current"}, 0},
      {{"--secret-file", "former", "--secret-file", "current"}, 1},
      {{"--secret-file", "former", "--secret-file", "former", "--secret-file", "current"}, 2},
      {{"--secret-file", "current", "--secret-file", "former"}, 0},
  };
  for (const auto& [options, which] : cases) {
    CAPTURE(options.size());
    // In the days of a rotation both keys sign, the former first.
    const auto finished = verify(
        home,
        {"webhook-id: msg_1", "webhook-timestamp: 1700000000",
         fmt::format("webhook-signature: {} {}", signature_of("another key", signed_at), signature_of(key, signed_at))},
        joined({"--body-text", body, "--now", "1700000000"}, options));
    CHECK(finished.exit == 0);
    CHECK(verdict_of(finished)["key"] == which);
  }
}

}  // namespace hookctl::test
