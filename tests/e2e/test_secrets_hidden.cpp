#include <doctest/doctest.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <csignal>
#include <map>
#include <string>
#include <vector>

#include "base/text.h"
#include "crypto/encoding.h"
#include "support/command.h"
#include "support/http_client.h"
#include "support/listen_process.h"

using namespace hookctl;
using namespace hookctl::test;

namespace {

using Variables = std::map<std::string, std::optional<std::string>>;

const std::string secret = "needle-in-a-haystack-9f3a7c21";

/// Whether a text gives the secret away, as it is or in base64.
bool gives_away(const std::string& text) {
  return text.find(secret) != text.npos || text.find(crypto::to_base64(secret)) != text.npos;
}

/// The header lines that sign a body as `bfl`.
Headers signed_headers(const Folder& home, const std::string& body) {
  const auto finished =
      run(test::hookctl(home, {"sign", "--body-text", body, "--provider", "bfl", "--secret-file", "key"}));
  REQUIRE(finished.exit == 0);
  Headers headers;
  for (const auto line : split(finished.out, '\n')) {
    const auto colon = line.find(": ");
    if (colon != line.npos) headers.add(std::string(line.substr(0, colon)), std::string(line.substr(colon + 2)));
  }
  return headers;
}

/// Records a signed delivery and one that carries the secret as a credential; yields all that the listener said.
std::string record(const Folder& home, const std::vector<std::string>& options) {
  auto arguments = options;
  arguments.insert(arguments.begin(), {"listen", "--port", "0", "--provider", "bfl", "--secret-file", "key"});
  Process process(test::hookctl(home, arguments));
  const auto ready = process.read_until("stop: ", Millis{20'000}).value_or("");
  const auto port = std::stoi(ready.substr(ready.find("127.0.0.1:") + 10));
  const std::string body = R"({"id":"gen_1","status":"Ready"})";
  CHECK(post(port, "/hook", signed_headers(home, body), body).status == 200);
  CHECK(post(port, "/hook",
             {{"Authorization", "Bearer " + secret},
              {"Cookie", "session=" + secret},
              {"X-Api-Key", secret},
              {"Proxy-Authorization", "Basic " + crypto::to_base64(secret)}},
             body)
            .status == 200);
  process.send_signal(SIGTERM);
  CHECK(process.wait(Millis{10'000}) == Ending{.code = 0});
  return ready + process.out() + process.err();
}

}  // namespace

TEST_CASE("secrets: a listener shows them neither on its streams nor in the log") {
  const Folder home;
  home.write("key", secret + "\n");
  const auto said = record(home, {});
  CHECK(said.find("verified") != said.npos);
  CHECK_FALSE(gives_away(said));
  const auto log = read_file(home.file("captures.jsonl"));
  CHECK(log.find("gen_1") != log.npos);
  CHECK(log.find(R"("masked")") != log.npos);
  CHECK_FALSE(gives_away(log));
}

TEST_CASE("secrets: no command shows one, whether it works or fails") {
  const Folder home;
  home.write("key", secret);
  record(home, {});
  home.write("bad/hookctl.json", fmt::format(R"({{"secret": "{}"}})", secret));
  struct Run {
    std::vector<std::string> arguments;
    Variables variables = {};
    std::string folder = {};
  };
  const Run runs[] = {
      {{"--help"}, {{"HOOKCTL_SECRET", secret}}},
      {{"listen", "--help"}, {{"HOOKCTL_SECRET", secret}}},
      {{"listen", "--port", "99999"}, {{"HOOKCTL_SECRET", secret}}},
      {{"listen"}, {}, "bad"},
      {{"verify", "captures.jsonl"}, {{"HOOKCTL_SECRET", secret}}},
      {{"verify", "captures.jsonl", "--json"}, {{"HOOKCTL_SECRET", "not-" + secret}}},
      {{"verify", "captures.jsonl", "--secret", secret}},
      {{"verify", "captures.jsonl", "--public-key", secret}},
      {{"captures", "list"}},
      {{"captures", "show", "#1"}},
      {{"captures", "show", "#2", "--json"}},
      {{"sign", "--body-text", "x", "--provider", "bfl", "--secret", secret}},
      {{"sign", "--body-text", "x", "--provider", "bfl", "--json", "--show-input"}, {{"BFL_WEBHOOK_SECRET", secret}}},
      {{"sign", "--body-text", "x", "--provider", "bfl", "--secret", secret, "--bogus"}},
      {{"sign", "--body-text", "x", "--provider", "bfl", "--secret-env", secret}},
      {{"sign", "--body-text", "x", "--provider", "bfl", "--secret-file", secret}},
      {{"sign", "--body-text", "x", "--provider", "bfl", "--sekret=" + secret}},
      {{"sign", "--body-text", "x", "--provider", "bfl", "--secret", secret, "--color", "blue"}},
      {{"sign", "--body-text", "x", "--provider", "standard-webhooks", "--secret", "whsec_" + secret}},
      {{"sign", "--body-text", "x", "--provider", "fal", "--private-key", secret}},
      {{"sign", "--body-text", "x", "--provider", "fal", "--private-key", "whsk_" + secret}},
      {{"sign", "--body-text", "x", "--provider", "githb"}, {{"HOOKCTL_SECRET", secret}}},
      {{"replay", "captures.jsonl", "--to", "http://127.0.0.1:1", "--sign", "--secret", secret}},
      {{"replay", "#1", "--to", "http://127.0.0.1:1", "--forge", "all", "--json"}, {{"HOOKCTL_SECRET", secret}}},
      {{"simulate", "--provider", "bfl", "--to", "http://127.0.0.1:1", "--schedule", "1ms", "--secret", secret}},
      {{"simulate", "--provider", "bfl", "--plan"}, {{"HOOKCTL_SECRET", secret}}},
      {{"completion", "bash"}, {{"HOOKCTL_SECRET", secret}}},
      {{"__complete", "sign", "--secret", secret, ""}},
  };
  for (const auto& [arguments, variables, folder] : runs) {
    CAPTURE(fmt::format("{}", fmt::join(arguments, " ")));
    auto program = test::hookctl(home, arguments);
    program.cwd = home.file(folder);
    for (const auto& [name, value] : variables) program.environment[name] = value;
    const auto finished = run(program);
    CHECK_FALSE((finished.out + finished.err).empty());
    CHECK_FALSE(gives_away(finished.out));
    CHECK_FALSE(gives_away(finished.err));
  }
}
