#include <doctest/doctest.h>

#include <map>
#include <string>
#include <vector>

#include "capture/encode.h"
#include "cli/complete.h"
#include "support/folder.h"
#include "support/world.h"

using namespace hookctl;
using test::Folder;
using test::World;

namespace {

constexpr const char* scheme = R"(hmac-sha256 hex "{ts}.{body}" X-Sig prefix=v1=)";

World world() {
  World made;
  made.variables["HOOKCTL_SECRET"] = "s3cret";
  return made;
}

}  // namespace

TEST_CASE("sign --scheme: signs by one line, without a provider") {
  auto here = world();
  // printf '1758798328.{}' | openssl dgst -sha256 -hmac s3cret
  CHECK(here.run({"sign", "--body-text", "{}", "--scheme", scheme, "--timestamp", "1758798328"}) == 0);
  CHECK(here.out ==
        "X-Timestamp: 1758798328\n"
        "X-Sig: v1=83f4d24a5056b9c2f546da52940aaa5609c2cac32b0196e1df287f1f8cfc7f24\n");
}

TEST_CASE("verify --scheme: accepts what sign made by the same line, and nothing else") {
  const Folder folder;
  auto signer = world();
  REQUIRE(signer.run({"sign", "--body-text", "{}", "--scheme", scheme, "--timestamp", "1758798328"}) == 0);
  const auto headers = folder.write("headers.txt", signer.out);

  auto same = world();
  CHECK(same.run({"verify", "--body-text", "{}", "--headers", headers, "--scheme", scheme, "--now", "1758798330"}) ==
        0);
  CHECK(same.out == "verified     custom custom  key 1  (provider: named)\n");
  auto other = world();
  CHECK(other.run({"verify", "--body-text", "{ }", "--headers", headers, "--scheme", scheme, "--now", "1758798330"}) ==
        1);
  auto late = world();
  CHECK(late.run({"verify", "--body-text", "{}", "--headers", headers, "--scheme", scheme, "--now", "1758799000"}) ==
        1);
  CHECK(late.out.find("timestamp_too_old") != std::string::npos);
}

TEST_CASE("--scheme: what cannot be read ends with 2 and a line that is right") {
  auto wrong = world();
  CHECK(wrong.run({"sign", "--body-text", "x", "--scheme", "hmac-sha256 hexx {body} X-Sig"}) == 2);
  CHECK(wrong.err ==
        "hookctl: error: --scheme: unknown encoding 'hexx'; did you mean 'hex'?\n"
        "hookctl: hint: write it like: hmac-sha256 hex \"{ts}.{body}\" X-Signature prefix=v1= ts=X-Timestamp "
        "tolerance=300s\n");
  auto both = world();
  CHECK(both.run({"sign", "--body-text", "x", "--scheme", scheme, "--provider", "bfl"}) == 2);
  CHECK(both.err == "hookctl: error: --scheme and --provider both say how to sign\nhookctl: hint: give one of them\n");
}

TEST_CASE("--scheme: of it and --provider the one that was said closer to the command counts") {
  struct Case {
    std::vector<std::string> flags;
    std::map<std::string, std::string> variables;
    const char* file;
    const char* header;
  };
  const Case cases[] = {
      {{"--provider", "bfl"}, {{"HOOKCTL_SCHEME", scheme}}, "{}", "X-BFL-Signature: "},
      {{"--scheme", scheme}, {{"HOOKCTL_PROVIDER", "bfl"}}, "{}", "X-Timestamp: "},
      {{}, {{"HOOKCTL_PROVIDER", "bfl"}}, R"({"scheme": "hmac-sha256 hex {body} X-Sig"})", "X-BFL-Signature: "},
      {{}, {}, R"({"provider": "bfl", "sign": {"scheme": "hmac-sha256 hex {body} X-Sig"}})", "X-Sig: "},
  };
  for (const auto& each : cases) {
    CAPTURE(each.file);
    const Folder folder;
    folder.write("hookctl.json", each.file);
    auto here = world();
    here.folder = folder.path();
    here.variables.insert(each.variables.begin(), each.variables.end());
    std::vector<std::string> args{"sign", "--body-text", "{}"};
    args.insert(args.end(), each.flags.begin(), each.flags.end());
    REQUIRE(here.run(args) == 0);
    CHECK(here.out.starts_with(each.header));
  }
}

TEST_CASE("--url and --method: both sides sign what they are told") {
  const Folder folder;
  const std::string by_url = "hmac-sha1 base64 {method}{url}{body} X-Sig";
  auto signer = world();
  REQUIRE(signer.run({"sign", "--body-text", "a=1", "--scheme", by_url, "--url", "https://a.example/h?x=1", "--method",
                      "PUT"}) == 0);
  const auto headers = folder.write("headers.txt", signer.out);
  const auto verify = [&](const char* url, const char* method) {
    auto here = world();
    return here.run(
        {"verify", "--body-text", "a=1", "--headers", headers, "--scheme", by_url, "--url", url, "--method", method});
  };
  CHECK(verify("https://a.example/h?x=1", "PUT") == 0);
  CHECK(verify("https://a.example/h?x=2", "PUT") == 1);
  CHECK(verify("https://a.example/h?x=1", "POST") == 1);
}

TEST_CASE("verify: a capture's public URL is the one that was signed, unless --url says otherwise") {
  const Folder folder;
  const std::string by_url = "hmac-sha256 hex {url} X-Sig";
  auto signer = world();
  REQUIRE(signer.run({"sign", "--body-text", "x", "--scheme", by_url, "--url", "https://dev.example/h"}) == 0);
  capture::Capture record{.id = "01JDA7", .seq = 1, .at = Instant{Seconds{1758798328}}, .peer = "127.0.0.1:1"};
  record.request.headers = {{"Host", "127.0.0.1:8787"}, {"X-Sig", signer.out.substr(7, signer.out.size() - 8)}};
  record.public_url = "https://dev.example/h";
  std::string line;
  capture::append_record(line, record);
  const auto log = folder.write("captures.jsonl", line);
  auto by_capture = world();
  CHECK(by_capture.run({"verify", log + "#1", "--scheme", by_url}) == 0);
  auto by_option = world();
  CHECK(by_option.run({"verify", log + "#1", "--scheme", by_url, "--url", "https://other.example/h"}) == 1);
}

TEST_CASE("--webhook-id: both sides sign what they are told") {
  const Folder folder;
  const std::string by_id = "hmac-sha256 hex {webhook_id}|{body} X-Sig";
  auto signer = world();
  REQUIRE(signer.run({"sign", "--body-text", "x", "--scheme", by_id, "--webhook-id", "WH-1"}) == 0);
  const auto headers = folder.write("headers.txt", signer.out);
  auto same = world();
  CHECK(same.run({"verify", "--body-text", "x", "--headers", headers, "--scheme", by_id, "--webhook-id", "WH-1"}) == 0);
  auto other = world();
  CHECK(other.run({"verify", "--body-text", "x", "--headers", headers, "--scheme", by_id, "--webhook-id", "WH-2"}) ==
        1);
}

TEST_CASE("verify --id and --timestamp: stand in for the headers of the named provider that are missing") {
  auto signer = world();
  signer.variables["HOOKCTL_SECRET"] = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  REQUIRE(signer.run({"sign", "--body-text", "{}", "--provider", "standard-webhooks", "--id", "msg_1", "--timestamp",
                      "1758798328"}) == 0);
  const auto signature = signer.out.substr(signer.out.find("webhook-signature"));
  const auto verify = [&](std::vector<std::string> more) {
    World here;
    here.variables = signer.variables;
    std::vector<std::string> args{"verify", "--body-text", "{}", "-H", signature.substr(0, signature.find('\n')),
                                  "--now",  "1758798328"};
    args.insert(args.end(), more.begin(), more.end());
    return here.run(args);
  };
  const std::vector<std::string> both{"--provider", "standard-webhooks", "--id", "msg_1", "--timestamp", "1758798328"};
  CHECK(verify(both) == 0);
  CHECK(verify({"--provider", "standard-webhooks", "--id", "msg_2", "--timestamp", "1758798328"}) == 1);
  CHECK(verify({"--provider", "standard-webhooks", "--id", "msg_1"}) == 1);
  CHECK(verify({"--id", "msg_1"}) == 2);
}

TEST_CASE("complete: the options and words of handshakes and schemes") {
  const cli::Suggestions none{.providers = [] { return std::vector<cli::Candidate>{}; },
                              .captures = [](const std::string&) { return std::vector<cli::Candidate>{}; }};
  const std::vector<std::string> when{"listen", "--challenge", ""};
  CHECK(cli::complete(cli::all_commands(), when, none) == "auto\noff\n");
  for (const auto* command : {"sign", "verify", "replay", "simulate"}) {
    const std::vector<std::string> words{command, "--sch"};
    CHECK(cli::complete(cli::all_commands(), words, none).starts_with("--scheme\t"));
  }
}
