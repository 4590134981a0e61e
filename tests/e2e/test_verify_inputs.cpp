#include <doctest/doctest.h>
#include <fmt/format.h>

#include <fstream>
#include <iterator>

#include "support/command.h"
#include "support/curl.h"
#include "support/joined.h"
#include "support/json_lines.h"
#include "support/listen_process.h"
#include "support/openssl.h"

namespace hookctl::test {
namespace {

const std::string body = R"({"type":"user.created"})";

Json verdict_of(const Finished& finished) { return json_lines(finished.out, "verdict").at(0); }

std::string change(std::string text, std::string_view from, std::string_view to) {
  const auto at = text.find(from);
  REQUIRE(at != text.npos);
  return text.replace(at, from.size(), to);
}

std::string content_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Posts correctly signed deliveries of bfl with the bodies, which are recorded in captures.jsonl.
void capture_bfl(const Folder& home, const std::vector<std::string>& bodies) {
  ListenProcess listen(home, {"--json", "--count", std::to_string(bodies.size())});
  for (const auto& each : bodies) {
    curl(listen.url("/hook"), {"-H", "X-BFL-Signature: sha256=" + openssl::hmac_hex("s3cret", each)}, each);
  }
  listen.wait();
}

}  // namespace

TEST_CASE("verify: one newline at the end of a secret file is none of the secret's") {
  struct Case {
    std::string file;
    std::string state;
  };
  const Case cases[] = {{"s3cret", "verified"},   {"s3cret\n", "verified"}, {"s3cret\r\n", "verified"},
                        {"s3cret\n\n", "failed"}, {"s3cret ", "failed"},    {" s3cret\n", "failed"}};
  for (const auto& [file, state] : cases) {
    CAPTURE(file);
    const Folder home;
    home.write("secret", file);
    const auto finished = run(hookctl(home, {"verify", "--json", "--body-text", body, "--secret-file", "secret", "-H",
                                             "X-BFL-Signature: sha256=" + openssl::hmac_hex("s3cret", body)}));
    CHECK(verdict_of(finished)["state"] == state);
  }
}

TEST_CASE("verify: secrets come from files, variables, the command line and stdin") {
  const Folder home;
  home.write("secret", "s3cret");
  struct Case {
    std::vector<std::string> options;
    std::map<std::string, std::optional<std::string>> environment;
    std::string input;
    std::string said;
  };
  const Case cases[] = {
      {{"--secret-file", "secret"}, {}, "", ""},
      {{"--secret-file", "-"}, {}, "s3cret\n", ""},
      {{"--secret-env", "MINE"}, {{"MINE", "s3cret"}}, "", ""},
      {{}, {{"HOOKCTL_SECRET", "s3cret"}}, "", ""},
      {{}, {{"BFL_WEBHOOK_SECRET", "s3cret"}}, "", ""},
      {{"--secret", "s3cret"}, {}, "", "visible to other users"},
  };
  for (const auto& [options, environment, input, said] : cases) {
    CAPTURE(options.size());
    auto program = hookctl(
        home, {"verify", "--body-text", body, "-H", "X-BFL-Signature: sha256=" + openssl::hmac_hex("s3cret", body)});
    program.argv.insert(program.argv.end(), options.begin(), options.end());
    for (const auto& [name, value] : environment) program.environment[name] = value;
    const auto finished = run(program, input);
    CHECK(finished.exit == 0);
    CHECK(finished.err.find(said) != finished.err.npos);
    CHECK((finished.err.empty() || !said.empty()));
    CHECK((finished.out + finished.err).find("s3cret") == std::string::npos);
  }
}

TEST_CASE("verify: a body comes from a file, from stdin or from a word, and every byte of it counts") {
  const Folder home;
  home.write("secret", "s3cret");
  const std::string bytes("{}\r\n\0\xff", 6);
  home.write("body.bin", bytes);
  home.write("headers.txt", fmt::format("POST /hook HTTP/1.1\r\nHost: h\r\nX-BFL-Signature: sha256={}\r\n",
                                        openssl::hmac_hex("s3cret", bytes)));
  const auto of_file =
      run(hookctl(home, {"verify", "--body", "body.bin", "--headers", "headers.txt", "--secret-file", "secret"}));
  CHECK(of_file.exit == 0);
  const auto of_stdin = hookctl(home, {"verify", "--body", "-", "--headers", "headers.txt", "--secret-file", "secret"});
  CHECK(run(of_stdin, bytes).exit == 0);
  CHECK(run(of_stdin, bytes + "\n").exit == 1);
}

TEST_CASE("verify: a log is checked capture by capture, as of the time each came") {
  const Folder home;
  home.write("secret", "s3cret");
  home.write("other", "0ther");
  capture_bfl(home, {R"({"id":"gen_1"})", R"({"id":"gen_2"})", R"({"id":"gen_3"})"});
  const auto all = run(hookctl(home, {"verify", "captures.jsonl", "--secret-file", "secret", "--json"}));
  CHECK(all.exit == 0);
  const auto verdicts = json_lines(all.out, "verdict");
  REQUIRE(verdicts.size() == 3);
  CHECK(verdicts[0]["capture"] == "#1");
  CHECK(verdicts[2]["capture"] == "#3");

  const auto log = content_of(home.file("captures.jsonl"));
  home.write("changed.jsonl", change(log, "gen_2", "gen_9"));
  const auto damaged = run(hookctl(home, {"verify", "changed.jsonl", "--secret-file", "secret", "--json"}));
  CHECK(damaged.exit == 2);
  CHECK(damaged.err.find("line 2") != damaged.err.npos);

  home.write("cut.jsonl", change(log, R"("truncated":false)", R"("truncated":true)"));
  const auto cut = run(hookctl(home, {"verify", "cut.jsonl#1", "--secret-file", "secret", "--json"}));
  CHECK(cut.exit == 1);
  CHECK(verdict_of(cut)["reason"] == "body_truncated");

  const auto third = run(hookctl(home, {"verify", "#3", "--secret-file", "other"}));
  CHECK(third.exit == 1);
  CHECK(third.out.starts_with("failed       #3  bfl sha256  signature_mismatch"));
}

TEST_CASE("verify: a capture whose signature carries its time is checked as of its arrival, whatever the time is now") {
  const Folder home;
  home.write("secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  const auto made =
      run(hookctl(home, {"sign", "--body-text", body, "--provider", "standard-webhooks", "--secret-file", "secret"}));
  ListenProcess listen(home, {"--json", "--count", "1"});
  home.write("headers", made.out);
  CHECK(curl(listen.url("/"), {"-H", "@" + home.file("headers")}, body) == 200);
  CHECK(listen.wait().code == 0);
  CHECK(run(hookctl(home, {"verify", "#1", "--secret-file", "secret"})).exit == 0);
  const auto later = run(hookctl(home, {"verify", "#1", "--secret-file", "secret", "--now", "2099-01-01T00:00:00Z"}));
  CHECK(later.exit == 1);
  CHECK(later.out.find("timestamp_too_old") != later.out.npos);
}

TEST_CASE("verify: what cannot be checked is a usage error that says what to do") {
  struct Case {
    std::vector<std::string> options;
    std::string said;
  };
  const Case cases[] = {
      {{}, "name a capture"},
      {{"--body-text", "{}", "--body", "x"}, "given twice"},
      {{"--body", "missing.json"}, "missing.json"},
      {{"none.jsonl"}, "none.jsonl"},
      {{"--body-text", "{}", "--secret-file", "empty"}, "the secret is empty"},
      {{"--body-text", "{}", "--provider", "bfll"}, "did you mean 'bfl'?"},
      {{"--body-text", "{}", "--now", "yesterday"}, "--now"},
      {{"--body-text", "{}", "-H", "no colon"}, "-H 'webhook-id: msg_1'"},
      {{"--body-text", "{}", "--jwks", "empty"}, "--jwks"},
  };
  const Folder home;
  home.write("empty", "");
  for (const auto& [options, said] : cases) {
    CAPTURE(said);
    const auto finished = run(hookctl(home, joined({"verify"}, options)));
    CAPTURE(finished.err);
    CHECK(finished.exit == 2);
    CHECK(finished.out.empty());
    CHECK(finished.err.starts_with("hookctl: error: "));
    CHECK(finished.err.find(said) != finished.err.npos);
  }
}

}  // namespace hookctl::test
