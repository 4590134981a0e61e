#include <doctest/doctest.h>
#include <fmt/format.h>

#include "base/time_text.h"
#include "crypto/encoding.h"
#include "support/command.h"
#include "support/curl.h"
#include "support/joined.h"
#include "support/json_lines.h"
#include "support/listen_process.h"
#include "support/openssl.h"
#include "support/signed_delivery.h"

namespace hookctl::test {

TEST_CASE("sign: its headers, piped to curl, verify at the receiver for every provider") {
  const Folder home;
  home.write("body.json", R"({"id":"gen_1","request_id":"r_1","status":"OK","payload":null})");
  home.write("secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  const auto key = openssl::make_ed25519_key(home, "key.pem");
  home.write("jwks", jwks_of(key));
  for (const std::string provider : {"bfl", "wavespeed", "standard-webhooks", "higgsfield", "fal", "higgsfield-v1"}) {
    CAPTURE(provider);
    ListenProcess listen(home, {"--json", "--require-valid", "--provider", provider, "--secret-file", "secret",
                                "--jwks", "jwks", "-o", provider + ".jsonl"});
    auto program = hookctl(home, {});
    program.argv = {"sh",
                    "-ec",
                    R"("$1" sign body.json --provider "$2" --secret-file secret --private-key @key.pem )"
                    R"(-H 'X-Fal-Webhook-User-Id: user_1' > signed; )"
                    R"(curl -sS -H 'X-Fal-Webhook-User-Id: user_1' -H @- --data-binary @body.json "$3" < signed)",
                    "sh",
                    HOOKCTL_BINARY,
                    provider,
                    listen.url("/hook")};
    const auto piped = run(program);
    CHECK(piped.exit == 0);
    CHECK(piped.err == "");
    const auto state = provider == "higgsfield-v1" ? "authenticated" : "verified";
    CHECK(listen.next("capture")["verdict"]["state"] == state);
  }
}

TEST_CASE("sign: the same id, time and secret make the bytes that openssl makes") {
  const Folder home;
  const std::string body = R"({"n":1.10})";
  home.write("body.json", body);
  home.write("secret", "whsec_c2VjcmV0");
  struct Case {
    std::string provider;
    std::string expected;
  };
  const auto stamped = "webhook-id: msg_1\nwebhook-timestamp: 1700000000\nwebhook-signature: ";
  const auto input = "msg_1.1700000000." + body;
  const Case cases[] = {
      {"bfl", fmt::format("X-BFL-Signature: sha256={}\n", openssl::hmac_hex("whsec_c2VjcmV0", body))},
      {"wavespeed", fmt::format("{}v3,{}\n", stamped, openssl::hmac_hex("c2VjcmV0", input))},
      {"standard-webhooks", fmt::format("{}v1,{}\n", stamped, openssl::hmac_base64("secret", input))},
      {"higgsfield", fmt::format("{}v1,{}\n", stamped, openssl::hmac_base64("secret", input))},
      {"higgsfield-v1", "X-Webhook-Secret-Key: whsec_c2VjcmV0\n"},
  };
  for (const auto& [provider, expected] : cases) {
    CAPTURE(provider);
    const auto made = run(hookctl(home, {"sign", "body.json", "--provider", provider, "--secret-file", "secret", "--id",
                                         "msg_1", "--timestamp", "1700000000"}));
    CHECK(made.exit == 0);
    CHECK(made.out == expected);
    CHECK(made.err.empty());
  }
}

TEST_CASE("sign: the signature of fal is the one openssl makes of the same key") {
  const Folder home;
  const auto key = openssl::make_ed25519_key(home, "key.pem");
  const auto made =
      run(hookctl(home, {"sign", "--body-text", "{}", "--provider", "fal", "--private-key", "@key.pem", "--id", "r_1",
                         "--now", "2023-11-14T22:13:20Z", "-H", "X-Fal-Webhook-User-Id: user_1"}));
  const auto input = fmt::format("r_1\nuser_1\n1700000000\n{}", openssl::sha256_hex("{}"));
  CHECK(made.out == fmt::format("X-Fal-Webhook-Request-Id: r_1\nX-Fal-Webhook-Timestamp: 1700000000\n"
                                "X-Fal-Webhook-Signature: {}\n",
                                openssl::ed25519_hex(home, key, input)));
}

TEST_CASE("sign: with several secrets each signs, as in the days of a rotation") {
  const Folder home;
  home.write("former", "whsec_" + crypto::to_base64("former"));
  home.write("current", "whsec_" + crypto::to_base64("current"));
  const auto made =
      run(hookctl(home, {"sign", "--body-text", "{}", "--provider", "higgsfield", "--secret-file", "former",
                         "--secret-file", "current", "--id", "msg_1", "--timestamp", "1700000000"}));
  CHECK(made.out.find(fmt::format("webhook-signature: v1,{} v1,{}\n",
                                  openssl::hmac_base64("former", "msg_1.1700000000.{}"),
                                  openssl::hmac_base64("current", "msg_1.1700000000.{}"))) != made.out.npos);
}

TEST_CASE("sign: as JSON, with the bytes that were signed when asked for") {
  const Folder home;
  home.write("secret", "whsec_c2VjcmV0");
  const auto made = run(hookctl(home, {"sign", "--body-text", "{}", "--provider", "wavespeed", "--secret-file",
                                       "secret", "--id", "msg_1", "--timestamp", "1700000000", "--json"}));
  const auto mac = openssl::hmac_hex("c2VjcmV0", "msg_1.1700000000.{}");
  CHECK(made.out ==
        fmt::format(R"({{"v":1,"type":"signature","provider":"wavespeed","headers":[["webhook-id","msg_1"],)"
                    R"(["webhook-timestamp","1700000000"],["webhook-signature","v3,{}"]]}})"
                    "\n",
                    mac));
  const auto with_input =
      run(hookctl(home, {"sign", "--body-text", "{}", "--provider", "wavespeed", "--secret-file", "secret", "--id",
                         "msg_1", "--timestamp", "1700000000", "--json", "--show-input"}));
  CHECK(json_lines(with_input.out).at(0)["signed_bytes_b64"] == crypto::to_base64("msg_1.1700000000.{}"));
}

TEST_CASE("sign: a fresh id and the time of now are taken where none is given") {
  const Folder home;
  home.write("secret", "whsec_c2VjcmV0");
  const auto program =
      hookctl(home, {"sign", "--body-text", "{}", "--provider", "wavespeed", "--secret-file", "secret", "--json"});
  const auto before = to_unix_seconds(SystemClock{}.now());
  const auto first = json_lines(run(program).out).at(0)["headers"];
  const auto second = json_lines(run(program).out).at(0)["headers"];
  CHECK(first[0][1].get<std::string>().starts_with("msg_"));
  CHECK(first[0][1] != second[0][1]);
  CHECK(first[1][1].get<std::string>() >= before);
  CHECK(second[1][1].get<std::string>() <= to_unix_seconds(SystemClock{}.now()));
}

TEST_CASE("sign: a body that ends in a newline is signed as it is, with a word of warning when it is JSON") {
  const Folder home;
  home.write("secret", "s3cret");
  struct Case {
    std::string body;
    bool warned;
  };
  for (const auto& [body, warned] : {Case{"{}\n", true}, Case{"{}", false}, Case{"plain text\n", false}}) {
    CAPTURE(body);
    const auto made = run(hookctl(home, {"sign", "-", "--provider", "bfl", "--secret-file", "secret"}), body);
    CHECK(made.exit == 0);
    CHECK(made.out == fmt::format("X-BFL-Signature: sha256={}\n", openssl::hmac_hex("s3cret", body)));
    CHECK((made.err.find("ends in a newline") != made.err.npos) == warned);
  }
}

TEST_CASE("sign: what cannot be signed is a usage error, and stdout stays empty") {
  struct Case {
    std::vector<std::string> options;
    std::string said;
  };
  const Case cases[] = {
      {{"--provider", "bfl", "--secret", "x"}, "no body to sign"},
      {{"--body-text", "{}", "--secret", "x"}, "--provider"},
      {{"--body-text", "{}", "--provider", "bfl"}, "no secret to sign as bfl"},
      {{"--body-text", "{}", "--provider", "fal", "--secret", "x"}, "no ed25519 private key to sign as fal"},
      {{"--body-text", "{}", "--provider", "fal", "--private-key", "@key.pem"}, "X-Fal-Webhook-User-Id"},
      {{"--body-text", "{}", "--provider", "higgsfield-legacy", "--secret", "x"}, "higgsfield-legacy signs nothing"},
      {{"--body-text", "{}", "--provider", "higgsfield", "--secret", "it's"}, "not base64"},
      {{"--body-text", "{}", "--provider", "higgsfield", "--secret", "YQ==", "--id", "a.b"}, "holds a '.'"},
      {{"--body-text", "{}", "--provider", "bfl", "--secret", ""}, "the secret is empty"},
      {{"missing.json", "--provider", "bfl", "--secret", "x"}, "missing.json"},
  };
  const Folder home;
  openssl::make_ed25519_key(home, "key.pem");
  for (const auto& [options, said] : cases) {
    CAPTURE(said);
    const auto finished = run(hookctl(home, joined({"sign"}, options)));
    CAPTURE(finished.err);
    CHECK(finished.exit == 2);
    CHECK(finished.out.empty());
    CHECK(finished.err.find(said) != finished.err.npos);
  }
}

}  // namespace hookctl::test
