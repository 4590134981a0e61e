#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>
#include <vector>

#include "support/command.h"
#include "support/joined.h"
#include "support/json_lines.h"
#include "support/listen_process.h"
#include "support/openssl.h"
#include "support/process.h"
#include "support/signed_delivery.h"

namespace hookctl::test {
namespace {

/// The keys of a provider and of its receivers, as files.
const std::vector<std::string> sending{"--secret-file", "secret", "--private-key", "@key.pem"};
const std::vector<std::string> receiving{"--secret-file", "secret", "--jwks", "jwks"};

void write_keys(const Folder& home) {
  home.write("secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  home.write("jwks", jwks_of(openssl::make_ed25519_key(home, "key.pem")));
}

/// A receiver that refuses what does not verify; people read what it prints, which is little.
ListenProcess strict_receiver(const Folder& home, const std::string& provider) {
  return ListenProcess(home, joined({"--require-valid", "--provider", provider, "-o", provider + "-app.jsonl"}, receiving));
}

/// Records a delivery that the provider made; yields the name of the capture.
std::string capture_of(const Folder& home, const std::string& provider) {
  const auto log = provider + ".jsonl";
  ListenProcess listen(home, {"--count", "1", "-o", log});
  const auto sent = run(hookctl(
      home, joined({"simulate", "--to", listen.url("/hook"), "--provider", provider, "--id", "msg_1"}, sending)));
  CHECK(sent.exit == 0);
  listen.wait();
  return log + "#1";
}

/// The lines of a run that were not as they must be.
std::vector<std::string> wrong_lines(const std::string& out) {
  std::vector<std::string> wrong;
  for (const auto& attempt : json_lines(out, "attempt")) {
    if (attempt["expected"] == "any" || attempt["ok"] == true) continue;
    wrong.push_back(attempt.dump());
  }
  return wrong;
}

}  // namespace

TEST_CASE("forgeries: listen --require-valid refuses and accepts all that it must, for every kind of scheme") {
  const Folder home;
  write_keys(home);
  const std::string without_large =
      "missing,wrong-key,tampered-body,body-emptied,in-query,trailer,signature-truncated,"
      "percent-encoded,header-case,replay-inside,burst,method,other-url,form-order";
  struct Case {
    std::string provider;
    std::string kinds = "all";
  };
  const Case cases[] = {
      {"bfl"},     {"standard-webhooks"},     {"stripe"}, {"github"}, {"fal"}, {"twilio", without_large},
      {"hubspot"}, {"linear", without_large}, {"slack"},  {"gitlab"}};
  for (const auto& [provider, kinds] : cases) {
    CAPTURE(provider);
    const auto capture = capture_of(home, provider);
    const auto app = strict_receiver(home, provider);
    const auto forged = run(hookctl(
        home, joined({"replay", capture, "--to", app.url("/"), "--provider", provider, "--forge", kinds, "--json"},
                     sending)));
    CAPTURE(forged.err);
    CHECK(wrong_lines(forged.out) == std::vector<std::string>{});
    CHECK(forged.exit == 0);
    const auto summary = json_lines(forged.out, "summary");
    REQUIRE(summary.size() == 1);
    CHECK(summary[0]["passed"] > 15);
    CHECK(summary[0]["void"] == false);
  }
}

TEST_CASE("forgeries: --require-valid answers 405 to a signed delivery that is not posted") {
  const Folder home;
  write_keys(home);
  const auto capture = capture_of(home, "bfl");
  const auto app = strict_receiver(home, "bfl");
  const auto forged =
      run(hookctl(home, joined({"replay", capture, "--to", app.url("/"), "--forge", "method", "--json"}, sending)));
  std::vector<std::string> answers;
  for (const auto& attempt : json_lines(forged.out, "attempt")) {
    answers.push_back(fmt::format("{} {}", attempt.value("variant", ""), attempt["status"].dump()));
  }
  CHECK(answers == std::vector<std::string>{" 200", "GET 405", "PUT 405", "DELETE 405", " 200"});
}

TEST_CASE("forgeries: --forge list names them all, and with a provider those that do not apply") {
  const Folder home;
  const auto all = run(hookctl(home, {"replay", "--forge", "list"}));
  CHECK(all.exit == 0);
  CHECK(all.out.find("\ntampered-body            must reject    one bit of the body flipped after signing\n") !=
        std::string::npos);
  CHECK(all.out.find("skipped") == std::string::npos);

  const auto some = run(hookctl(home, {"replay", "--forge", "list", "--provider", "bfl"}));
  CHECK(
      some.out.find("\nstale                    skipped        bfl signs no timestamp: a replayed body cannot be told "
                    "from a new one\n") != std::string::npos);

  const auto machine = json_lines(run(hookctl(home, {"replay", "--forge", "list", "--provider", "bfl", "--json"})).out);
  CHECK(machine.size() > 80);
  CHECK(machine.at(0)["type"] == "forgery");
  CHECK(machine.at(0)["name"] == "missing");
  CHECK(machine.at(0)["due"] == "4xx");
  CHECK(machine.at(0)["applies"] == true);
  CHECK(machine.at(0)["reason"] == nullptr);

  const auto mistyped = run(hookctl(home, {"replay", "x", "--to", "http://127.0.0.1:1", "--forge", "stael"}));
  CHECK(mistyped.exit == 2);
  CHECK(mistyped.err.find("did you mean 'stale'?") != std::string::npos);
}

}  // namespace hookctl::test
