#include <doctest/doctest.h>

#include <string>

#include "crypto/encoding.h"
#include "crypto/key.h"
#include "support/certificate.h"
#include "support/command.h"
#include "support/folder.h"
#include "support/process.h"
#include "support/scripted_server.h"

using namespace hookctl;
using test::Folder;

namespace {

constexpr const char* seed = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";

std::string jwks() {
  const auto key = crypto::PrivateKey::parse(seed)->public_key();
  return R"({"keys":[{"kty":"OKP","crv":"Ed25519","x":")" + crypto::to_base64url(key.raw()) + R"("}]})";
}

/// The headers of a body signed by an Ed25519 scheme, in a file.
std::string signed_headers(const Folder& home) {
  const auto made = test::run(test::hookctl(
      home, {"sign", "--body-text", "{}", "--scheme", "ed25519 hex {body} X-Sig", "--private-key", seed}));
  REQUIRE(made.exit == 0);
  return home.write("headers.txt", made.out);
}

test::Finished verify(const Folder& home, const std::string& headers, const std::string& url) {
  return test::run(test::hookctl(home, {"verify", "--body-text", "{}", "--headers", headers, "--scheme",
                                        "ed25519 hex {body} X-Sig", "--jwks-url", url}));
}

}  // namespace

TEST_CASE("--jwks-url: the keys are fetched once, from that URL, and used") {
  const Folder home;
  const auto headers = signed_headers(home);
  test::ScriptedServer server({test::reply(test::response(200, jwks()))});
  const auto done = verify(home, headers, server.url("/keys?v=1"));
  CHECK(done.exit == 0);
  CHECK(done.out.starts_with("verified"));
  REQUIRE(server.requests().size() == 1);
  CHECK(server.requests().front().starts_with("GET /keys?v=1 HTTP/1.1\r\nHost: 127.0.0.1:"));
}

TEST_CASE("--jwks-url: an answer that is no JWK Set is an error, and nothing is retried or followed") {
  struct Case {
    int status;
    std::string body;
    int exit;
    const char* said;
  };
  const Case cases[] = {
      {404, "gone", 3, "--jwks-url: cannot fetch the JWK Set: the answer is 404"},
      {302, "", 3, "--jwks-url: cannot fetch the JWK Set: the answer is 302"},
      {200, "<html>", 2, "--jwks-url: cannot read the JWK Set"},
      {200, R"({"keys":[]})", 2, "--jwks-url: the JWK Set holds no key to use"},
      {200, std::string(2 * 1024 * 1024, ' '), 3, "--jwks-url: cannot fetch the JWK Set: the answer is over 1 MiB"},
  };
  const Folder home;
  const auto headers = signed_headers(home);
  for (const auto& each : cases) {
    CAPTURE(std::string(each.said));
    test::ScriptedServer server({test::reply(test::response(each.status, each.body))});
    const auto done = verify(home, headers, server.url("/keys"));
    CHECK(done.exit == each.exit);
    CHECK(done.err.find(each.said) != std::string::npos);
    CHECK(server.requests().size() == 1);
  }
}

TEST_CASE("--jwks-url: keys come over https, or from this machine") {
  const Folder home;
  const auto headers = signed_headers(home);
  for (const auto* url : {"http://keys.example/jwks", "http://127.0.0.1.keys.example/jwks", "http://10.0.0.1/jwks"}) {
    CAPTURE(std::string(url));
    const auto done = verify(home, headers, url);
    CHECK(done.exit == 2);
    CHECK(done.err.find("keys are fetched over https only") != std::string::npos);
  }
}

TEST_CASE("--public-key @FILE: a certificate gives its key") {
  const Folder home;
  const Folder files;
  const auto identity = test::self_signed(files, "signer", {});
  const std::string scheme = "ecdsa-p256 base64 {body} X-Sig";
  const auto made = test::run(
      test::hookctl(home, {"sign", "--body-text", "{}", "--scheme", scheme, "--private-key", "@" + identity.key}));
  REQUIRE(made.exit == 0);
  const auto headers = home.write("headers.txt", made.out);
  const auto verify = [&](const char* body) {
    return test::run(test::hookctl(home, {"verify", "--body-text", body, "--headers", headers, "--scheme", scheme,
                                          "--public-key", "@" + identity.certificate}))
        .exit;
  };
  CHECK(verify("{}") == 0);
  CHECK(verify("{ }") == 1);
}
