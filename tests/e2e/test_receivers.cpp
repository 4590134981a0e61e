#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>
#include <vector>

#include "support/command.h"
#include "support/files.h"
#include "support/joined.h"
#include "support/json_lines.h"
#include "support/openssl.h"
#include "support/process.h"

namespace hookctl::test {
namespace {

using Lines = std::vector<std::string>;

/// A program of `tests/receivers`, and how its provider signs.
struct Receiver {
  std::string file;
  std::string provider;
};

constexpr std::string_view standard_secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

/// A home with the keys, and with a delivery of each provider in a fixture.
struct Home {
  Home() {
    folder.write("secret", standard_secret);
    folder.write("text-secret", "TWZLUTlyOEdLWXFyVHdqVVBEOElMUFpJbzJMYUxhU3c=");
    openssl::make_ed25519_key(folder, "key.pem");
    public_key = run({.argv = {"openssl", "pkey", "-in", folder.file("key.pem"), "-pubout"}}).out;
    write("bfl", R"("X-BFL-Signature: {{sign}}")");
    write("standard-webhooks", R"("webhook-id: msg_1", "webhook-timestamp: {{now}}", "webhook-signature: {{sign}}")");
    write("stripe", R"("Stripe-Signature: {{sign}}")");
  }

  void write(const std::string& provider, const std::string& headers) const {
    folder.write(provider + ".hook.json",
                 fmt::format(R"({{"v":1,"type":"fixture","provider":"{}","request":{{"method":"POST","target":"/hook",)"
                             R"("headers":["Content-Type: application/json",{}],)"
                             R"("json":{{"id":"evt_1","type":"a","n":[1,2],"slash":"a/b"}},"spacing":"compact"}}}})",
                             provider, headers));
  }

  Folder folder = {};
  std::string public_key = {};
};

/// A receiver that runs as long as the object lives.
class Running {
 public:
  Running(const Home& home, const Receiver& receiver) : process_(program(home, receiver)) {
    port_ = process_.read_line(Millis{10'000}).value_or("");
    REQUIRE_FALSE(port_.empty());
  }

  std::string url(const std::string& target) const { return fmt::format("http://127.0.0.1:{}{}", port_, target); }

 private:
  static Program program(const Home& home, const Receiver& receiver) {
    const bool is_python = receiver.file.ends_with(".py");
    const auto path = fmt::format("{}/tests/receivers/{}", HOOKCTL_SOURCE_DIR, receiver.file);
    const auto secret =
        receiver.provider == "bfl" ? read_file(home.folder.file("text-secret")) : Bytes(standard_secret);
    return {.argv = {is_python ? "python3" : "node", path},
            .environment = {{"SECRET", secret}, {"PUBLIC_KEY", home.public_key}, {"PYTHONDONTWRITEBYTECODE", "1"}}};
  }

  Process process_;
  std::string port_;
};

bool is_asymmetric(const Receiver& receiver) {
  return receiver.file == "ed25519.mjs" || receiver.file == "public_key_hmac.mjs";
}

/// What hookctl says of a receiver, and how it ends.
struct Said {
  int exit = 0;
  Lines flaws = {};
  Lines wrong = {};
};

Said ask(const Home& home, const Receiver& receiver, const Lines& how) {
  const Running app(home, receiver);
  Lines keys{"--secret-file", receiver.provider == "bfl" ? "text-secret" : "secret"};
  if (is_asymmetric(receiver)) keys = {"--private-key", "@key.pem"};
  Lines line = joined({"replay", receiver.provider + ".hook.json", "--to", app.url("/hook"), "--json"}, keys);
  if (how.front() == "--suite") line = joined(line, {"--probe", "curl -sS " + app.url("/effects")});
  const auto done = run(hookctl(home.folder, joined(line, how)), "", Millis{60'000});
  CAPTURE(done.err);
  Said said{.exit = done.exit};
  for (const auto& flaw : json_lines(done.out, "flaw")) said.flaws.push_back(flaw["says"]);
  for (const auto& object : json_lines(done.out)) {
    if (object.value("ok", Json(nullptr)) == false) said.wrong.push_back(object.dump());
  }
  return said;
}

const Lines forgeries{"--forge", "all"};
const Lines suite{"--suite", "idempotency"};

struct Case {
  Receiver receiver;
  Lines how;
  std::string flaw;
};

void check(const std::vector<Case>& cases) {
  const Home home;
  for (const auto& [receiver, how, flaw] : cases) {
    CAPTURE(receiver.file);
    const auto said = ask(home, receiver, how);
    CHECK(said.exit == 1);
    CHECK(said.flaws == Lines{flaw});
  }
}

}  // namespace

TEST_CASE("receivers: those that are correct pass every forgery and the suite, one of each family of schemes") {
  const Home home;
  for (const Receiver& receiver :
       {Receiver{"standard_webhooks.py", "standard-webhooks"}, Receiver{"body_hmac.py", "bfl"},
        Receiver{"fields.mjs", "stripe"}, Receiver{"ed25519.mjs", "standard-webhooks"}}) {
    for (const auto& how : {forgeries, suite}) {
      CAPTURE(receiver.file);
      CAPTURE(how.front());
      const auto said = ask(home, receiver, how);
      CHECK(said.exit == 0);
      CHECK(said.flaws == Lines{});
      CHECK(said.wrong == Lines{});
    }
  }
}

TEST_CASE("receivers: forgeries name what is wrong with the signatures, the secret and the bytes") {
  check({
      {{"no_check.py", "standard-webhooks"}, forgeries, "it does not check signatures: whatever comes is accepted"},
      {{"prefix_compare.py", "bfl"}, forgeries, "it compares only a part of the signature"},
      {{"reserialised.py", "bfl"}, forgeries, "it checks the JSON written anew, and not the bytes that came"},
      {{"empty_secret.py", "standard-webhooks"},
       forgeries,
       "it accepts what is signed with an empty secret: anybody can do that"},
      {{"decoded_secret.py", "bfl"}, forgeries, "it decodes the secret, which is the key as it stands"},
      {{"public_key_hmac.mjs", "standard-webhooks"},
       forgeries,
       "it takes the public key for the secret of an HMAC: anybody has it, so anybody can sign"},
  });
}

TEST_CASE("receivers: forgeries name what is wrong with times, versions, lists and answers") {
  check({
      {{"no_age.py", "standard-webhooks"},
       forgeries,
       "it does not look at how old a delivery is: what was recorded once can be sent again for ever"},
      {{"near_timestamp.py", "standard-webhooks"},
       forgeries,
       "the timestamp that it reads is not the one that is signed"},
      {{"any_version.py", "standard-webhooks"}, forgeries, "it does not look at the version of a signature"},
      {{"first_only.py", "standard-webhooks"}, forgeries, "it looks only at the first of several signatures"},
      {{"fails_on_malformed.py", "standard-webhooks"},
       forgeries,
       "it fails with 5xx on what it should refuse, so the provider sends it again"},
      {{"refuses_duplicates.py", "standard-webhooks"},
       forgeries,
       "it refuses duplicates with 4xx, so the provider sends them again, or gives the endpoint up"},
  });
}

TEST_CASE("receivers: the suite names what is wrong with duplicates") {
  check({
      {{"acts_again.py", "standard-webhooks"}, suite, "it acts again on a duplicate"},
      {{"race.py", "standard-webhooks"},
       suite,
       "it looks for an event and stores it in two steps: copies at the same time pass between them"},
      {{"refuses_duplicates.py", "standard-webhooks"},
       suite,
       "it refuses duplicates with 4xx, so the provider sends them again, or gives the endpoint up"},
      {{"slow.py", "standard-webhooks"},
       joined(suite, {"--max-latency", "200ms"}),
       "it acknowledges later than the sender waits: answer first, and work afterwards"},
  });
}

}  // namespace hookctl::test
