#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "support/command.h"
#include "support/curl.h"
#include "support/joined.h"
#include "support/json_lines.h"
#include "support/listen_process.h"

namespace hookctl::test {
namespace {

constexpr std::string_view legacy_body =
    R"({"status":"completed","request_id":"9417a243","status_url":"https://x/9417a243/status","video":{"url":"https://x/1.mp4"}})";

constexpr std::string_view v1_body = R"({"status":"failed","request_id":"9417a243","error":"Generation failed"})";

const std::string token = "tok_4711_never_seen";

std::string content_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("higgsfield-legacy: an unsigned delivery is recognised, read and not attempted") {
  const Folder home;
  home.write("secret", "some secret");
  ListenProcess listen(home, {"--json", "--count", "1", "--secret-file", "secret"});
  CHECK(curl(listen.url("/hook"), {}, legacy_body) == 200);
  const auto record = listen.next("capture");
  CHECK(record["verdict"]["state"] == "unattempted");
  CHECK(record["verdict"]["reason"] == "scheme_unknown");
  CHECK(record["verdict"]["provider"] == "higgsfield-legacy");
  CHECK(record["event"]["id"] == "9417a243:completed");
  CHECK(record["event"]["subject"] == "9417a243");
  CHECK(record["event"]["status"] == "succeeded");
  CHECK(listen.wait().code == 0);
  const auto verified = run(hookctl(home, {"verify", "captures.jsonl#1", "--secret-file", "secret", "--json"}));
  CHECK(verified.exit == 2);
  CHECK(json_lines(verified.out).at(0)["state"] == "unattempted");
}

TEST_CASE("higgsfield-v1: a token authenticates its delivery and is seen nowhere afterwards") {
  for (const std::string name : {"X-Webhook-Secret-Key", "x-webhook-secret-key"}) {
    CAPTURE(name);
    const Folder home;
    home.write("secret", token + "\n");
    ListenProcess listen(home, {"--json", "--count", "1", "--secret-file", "secret"});
    CHECK(curl(listen.url("/hook"), {"-H", name + ": " + token}, v1_body) == 200);
    const auto record = listen.next("capture");
    CHECK(record["verdict"]["state"] == "authenticated");
    CHECK(record["verdict"]["provider"] == "higgsfield-v1");
    CHECK(record.dump().find(token) == std::string::npos);
    CHECK(record["request"]["headers"].back() == Json{"Content-Type", "application/x-www-form-urlencoded"});
    CHECK(record["request"]["headers"].dump().find(Json({name, "", "masked"}).dump()) != std::string::npos);
    CHECK(listen.wait().code == 0);
    CHECK(listen.err().find(token) == std::string::npos);
    CHECK(content_of(home.file("captures.jsonl")).find(token) == std::string::npos);

    const auto shown = run(hookctl(home, {"captures", "show", "captures.jsonl#1"}));
    CHECK(shown.out.find(token) == std::string::npos);
    CHECK(shown.out.find("(" + name + " was masked)") != std::string::npos);

    const auto verified = run(hookctl(home, {"verify", "captures.jsonl#1", "--secret-file", "secret", "--json"}));
    CHECK(verified.exit == 2);
    const auto verdict = json_lines(verified.out).at(0);
    CHECK(verdict["state"] == "unattempted");
    CHECK(verdict["detail"] == "the credential was masked in the record");
  }
}

TEST_CASE("higgsfield-v1: a wrong token fails, is refused where a valid one is due, and is masked as well") {
  const Folder home;
  home.write("secret", token);
  ListenProcess listen(home, {"--require-valid", "--secret-file", "secret"});
  CHECK(curl(listen.url("/hook"), {"-H", "X-Webhook-Secret-Key: tok_wrong_4712"}, v1_body) == 401);
  listen.line();
  listen.line();  // the rest of the greeting
  const auto line = listen.line();
  CHECK(line.starts_with("failed"));
  CHECK(line.find("signature_mismatch") != line.npos);
  CHECK(line.find("tok_wrong_4712") == line.npos);
  CHECK(content_of(home.file("captures.jsonl")).find("tok_wrong_4712") == std::string::npos);
  CHECK(listen.stop().code == 0);
}

TEST_CASE("higgsfield-v1: the token is masked in deliveries that are taken for another provider's, too") {
  for (const std::string provider : {"bfl", "higgsfield-legacy", "higgsfield-v1"}) {
    CAPTURE(provider);
    const Folder home;
    ListenProcess listen(home, {"--json", "--provider", provider});
    CHECK(curl(listen.url("/hook"), {"-H", "X-Webhook-Secret-Key: " + token}, legacy_body) == 200);
    CHECK(listen.next("capture").dump().find(token) == std::string::npos);
    CHECK(content_of(home.file("captures.jsonl")).find(token) == std::string::npos);
  }
}

TEST_CASE("higgsfield-v1: --keep-credentials keeps the token, so that the record can be verified and replayed") {
  const Folder home;
  home.write("secret", token);
  ListenProcess listen(home, {"--json", "--keep-credentials", "--secret-file", "secret"});
  CHECK(curl(listen.url("/hook"), {"-H", "X-Webhook-Secret-Key: " + token}, v1_body) == 200);
  listen.next("capture");
  const auto verified = run(hookctl(home, {"verify", "captures.jsonl#1", "--secret-file", "secret", "--json"}));
  CHECK(verified.exit == 0);
  CHECK(json_lines(verified.out).at(0)["state"] == "authenticated");
  CHECK(run(hookctl(home, {"replay", "captures.jsonl#1", "--to", listen.url("/")})).exit == 0);
  CHECK(listen.next("capture")["verdict"]["state"] == "authenticated");
}

TEST_CASE("higgsfield-v1: replay puts a masked token back, and names the forgeries that no token can tell") {
  const Folder home;
  home.write("secret", token);
  ListenProcess listen(home, {"--json", "--require-valid", "--secret-file", "secret"});
  CHECK(curl(listen.url("/hook"), {"-H", "X-Webhook-Secret-Key: " + token}, v1_body) == 200);
  const auto replay = [&](const std::vector<std::string>& options) {
    return run(hookctl(home, joined({"replay", "#1", "--to", listen.url("/"), "--json"}, options)));
  };
  CHECK(replay({}).exit == 1);
  CHECK(replay({"--sign", "--secret-file", "secret"}).exit == 0);
  const auto forged = replay({"--forge", "missing,wrong-key,tampered-body,stale", "--secret-file", "secret"});
  CHECK(forged.exit == 0);
  const auto skipped = json_lines(forged.out, "not_applicable");
  REQUIRE(skipped.size() == 2);
  CHECK(skipped[0]["reason"] == "higgsfield-v1 signs nothing: any body passes with its token");
  CHECK(skipped[1]["reason"] == "higgsfield-v1 signs no timestamp: a replayed body cannot be told from a new one");
  CHECK(json_lines(forged.out, "summary").at(0)["passed"] == 4);
  CHECK((forged.out + forged.err).find(token) == std::string::npos);
}

}  // namespace hookctl::test
