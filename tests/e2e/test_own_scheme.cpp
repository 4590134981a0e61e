#include <doctest/doctest.h>
#include <fmt/format.h>

#include "support/command.h"
#include "support/json_lines.h"
#include "support/listen_process.h"
#include "support/openssl.h"
#include "support/process.h"
#include "support/scripted_server.h"

namespace hookctl::test {
namespace {

const std::string secret = "s3cret";
const std::string body = R"({"id":"order_1"})";
const std::string scheme = R"(hmac-sha256 hex "{body}" X-Sig prefix=v1=)";
const std::string signature = "\r\nX-Sig: v1=" + openssl::hmac_hex(secret, body) + "\r\n";

}  // namespace

TEST_CASE("own scheme: simulate signs by the line of --scheme, and needs a body of its own") {
  const Folder home;
  home.write("secret", secret);
  home.write("body", body);
  const ScriptedServer app({reply(response(200, ""))});
  const auto simulated = run(hookctl(
      home, {"simulate", "--to", app.url("/"), "--scheme", scheme, "--secret-file", "secret", "--body", "body"}));
  CHECK(simulated.exit == 0);
  REQUIRE(app.requests().size() == 1);
  CHECK(app.requests()[0].find(signature) != Bytes::npos);

  const auto without =
      run(hookctl(home, {"simulate", "--to", app.url("/"), "--scheme", scheme, "--secret-file", "secret"}));
  CHECK(without.exit == 2);
  CHECK(without.err.find("give the body: --body FILE") != std::string::npos);
}

TEST_CASE("own scheme: replay signs anew and forges by the line of --scheme") {
  const Folder home;
  home.write("secret", secret);
  {
    ListenProcess listen(home, {"--json"});
    run({.argv = {"curl", "-sS", "--data-binary", body, listen.url("/")}});
    listen.next("capture");
    listen.stop();
  }
  const ScriptedServer app({reply(response(200, ""))});
  const auto replay = [&](const std::string& how, const std::string& kinds) {
    std::vector<std::string> args{"replay", "captures.jsonl#1", "--to",   app.url("/"), "--json", "--scheme",
                                  scheme,   "--secret-file",    "secret", how};
    if (!kinds.empty()) args.push_back(kinds);
    return run(hookctl(home, args));
  };
  CHECK(replay("--sign", "").exit == 0);
  REQUIRE(app.requests().size() == 1);
  CHECK(app.requests()[0].find(signature) != Bytes::npos);

  const auto forged = replay("--forge", "tampered-body");
  CHECK(forged.exit == 1);
  CHECK(json_lines(forged.out, "summary").at(0)["failed"] == 1);
}

TEST_CASE("own scheme: --scheme and --provider exclude each other") {
  const Folder home;
  const std::vector<std::vector<std::string>> commands{
      {"replay", "captures.jsonl", "--to", "http://127.0.0.1:9", "--scheme", scheme, "--provider", "bfl"},
      {"simulate", "--to", "http://127.0.0.1:9", "--scheme", scheme, "--provider", "bfl"}};
  for (const auto& command : commands) {
    CAPTURE(command[0]);
    const auto finished = run(hookctl(home, command));
    CHECK(finished.exit == 2);
    CHECK(finished.err.find("--scheme and --provider both say how to sign") != std::string::npos);
  }
}

}  // namespace hookctl::test
