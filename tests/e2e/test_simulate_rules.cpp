#include <doctest/doctest.h>

#include <chrono>
#include <thread>

#include "support/command.h"
#include "support/joined.h"
#include "support/json_lines.h"
#include "support/listen_process.h"
#include "support/openssl.h"
#include "support/process.h"
#include "support/scripted_server.h"

namespace hookctl::test {
namespace {

const std::string standard_secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

/// A response with one more header.
Bytes response_with(int status, const std::string& header) {
  auto text = response(status, "");
  text.insert(text.find("\r\n") + 2, header + "\r\n");
  return text;
}

/// Reads the request and answers so much later.
Play late(Bytes answer, Millis by) {
  return [answer = std::move(answer), by](Peer& peer) {
    peer.read_request();
    std::this_thread::sleep_for(by);
    peer.send(answer);
  };
}

/// An HTTP date so far ahead.
std::string date_in(Seconds ahead) {
  const auto then = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now() + ahead);
  std::tm parts{};
  gmtime_r(&then, &parts);
  char text[64];
  std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &parts);
  return text;
}

std::vector<Json> attempts_of(const Folder& home, const ScriptedServer& app, const std::vector<std::string>& options) {
  home.write("secret", standard_secret);
  const auto finished = run(hookctl(
      home, joined({"simulate", "--json", "--to", app.url("/hook"), "--secret-file", "secret", "--instant"}, options)));
  return json_lines(finished.out, "attempt");
}

}  // namespace

TEST_CASE("simulate: how an app answers, and what a provider makes of it") {
  struct Case {
    std::string name;
    Play play;
    std::string outcome;
    Json status;
    std::string note;
  };
  const auto ok = response(200, "ok");
  const Case cases[] = {
      {"1 ms late", late(ok, Millis{401}), "unknown", nullptr, ""},
      {"301", reply(response_with(301, "Location: /elsewhere")), "refused", 301, ""},
      {"404", reply(response(404, "")), "refused", 404, ""},
      {"410", reply(response(410, "")), "refused", 410, ""},
      {"reset", reset(), "unknown", nullptr, "reset"},
      {"hung up", hang_up(), "unknown", nullptr, ""},
      {"half an answer", stall(ok.substr(0, ok.size() - 1)), "unknown", nullptr, "timed out"},
      {"half an answer, closed", reply(ok.substr(0, ok.size() - 1)), "unknown", nullptr, "in the middle"},
      {"slow drip", drip(ok, Millis{30}), "unknown", nullptr, "timed out"},
      {"never", silence(), "unknown", nullptr, "timed out"},
  };
  for (const auto& [name, play, outcome, status, note] : cases) {
    CAPTURE(name);
    const Folder home;
    const ScriptedServer app({play, reply(response(200, ""))});
    const auto attempts = attempts_of(home, app, {"--schedule", "1s", "--ack", "400ms"});
    REQUIRE(attempts.size() == 2);
    CHECK(attempts[0]["outcome"] == outcome);
    CHECK(attempts[0]["status"] == status);
    if (!note.empty()) CHECK(attempts[0]["note"].get<std::string>().find(note) != std::string::npos);
    CHECK(attempts[1]["outcome"] == "delivered");
  }
}

TEST_CASE("simulate: 429 with Retry-After is waited for by the providers that say so") {
  struct Case {
    std::string provider;
    std::string header;
    int at_least;
    int at_most;
  };
  const Case cases[] = {
      {"standard-webhooks", "Retry-After: 90", 90'000, 90'900},
      {"standard-webhooks", "Retry-After: " + date_in(Seconds{600}), 590'000, 600'900},
      {"standard-webhooks", "X-Other: 1", 10'000, 10'900},
      {"svix", "Retry-After: 1", 60'000, 60'900},
      {"svix", "Retry-After: 90", 90'000, 90'900},
      {"svix", "Retry-After: 3600", 120'000, 120'900},
      {"bfl", "Retry-After: 90", 1'000, 1'900},
  };
  for (const auto& [provider, header, at_least, at_most] : cases) {
    CAPTURE(provider);
    CAPTURE(header);
    const Folder home;
    const ScriptedServer app({reply(response_with(429, header)), reply(response(200, ""))});
    const auto attempts = attempts_of(home, app, {"--provider", provider, "--seed", "1"});
    REQUIRE(attempts.size() == 2);
    const int at = attempts[1]["at_ms"];
    CHECK(at >= at_least);
    CHECK(at <= at_most);
  }
}

TEST_CASE("simulate: what an answer means to a provider is said where it ends the delivery") {
  struct Case {
    std::string provider;
    std::string answer;
    std::string said;
  };
  const Case cases[] = {
      {"standard-webhooks", response(410, ""), "410 disables the endpoint"},
      {"anthropic", response(302, ""), "302 disables the endpoint at the first attempt"},
      {"fal", response(302, ""), "302 is not followed and ends the delivery for good; now nothing more is sent"},
      {"higgsfield", response(404, ""), "404 is not retried; now nothing more is sent; the result stays at"},
      {"typeform", response(404, ""), "404 disables the webhook at once"},
      {"slack", response_with(500, "X-Slack-No-Retry: 1"), "500 is final"},
  };
  for (const auto& [provider, answer, said] : cases) {
    CAPTURE(provider);
    const Folder home;
    home.write("secret", standard_secret);
    const auto key = openssl::make_ed25519_key(home, "key.pem");
    const ScriptedServer app({reply(answer)});
    const auto finished = run(hookctl(home, {"simulate", "--to", app.url("/"), "--secret-file", "secret",
                                             "--private-key", "@" + key, "--instant", "--provider", provider}));
    CHECK(finished.exit == 1);
    CHECK(finished.out.find("refused for good  after 1 attempt: " + said) != std::string::npos);
  }
}

TEST_CASE("simulate: an outage, a crash behind the first request and a duplicate, as the app sees them") {
  const Folder home;
  home.write("secret", "s3cret");
  ListenProcess app(home, {"--json", "--secret-file", "secret", "--require-valid"});
  const auto finished = run(
      hookctl(home, {"simulate", "--json", "--provider", "bfl", "--secret-file", "secret", "--to", app.url("/"),
                     "--instant", "--crash-after-accept", "--then", "duplicate", "--expect", "delivered,attempts=2"}));
  CHECK(finished.exit == 0);
  const auto attempts = json_lines(finished.out, "attempt");
  REQUIRE(attempts.size() == 3);
  CHECK(attempts[0]["outcome"] == "unknown");
  CHECK(attempts[1]["outcome"] == "delivered");
  CHECK(attempts[2]["variant"] == "duplicate");
  for (int i = 1; i <= 3; ++i) {
    const auto received = app.next("capture");
    CHECK(received["verdict"]["state"] == "verified");
    CHECK(received["event"]["attempt"] == i);
  }
  const auto outage = run(hookctl(home, {"simulate", "--json", "--provider", "bfl", "--secret-file", "secret", "--to",
                                         app.url("/"), "--instant", "--outage", "5s"}));
  CHECK(outage.exit == 0);
  const auto played = json_lines(outage.out, "attempt");
  REQUIRE(played.size() == 3);
  CHECK(played[0]["outcome"] == "failed");
  CHECK(played[1]["outcome"] == "failed");
  CHECK(played[2]["outcome"] == "delivered");
  CHECK(app.next("capture")["event"]["attempt"] == 1);
}

TEST_CASE("simulate: an app that takes longer than it may has failed, though it accepted") {
  const Folder home;
  const ScriptedServer app({late(response(200, ""), Millis{60})});
  const auto finished =
      run(hookctl(home, {"simulate", "--schedule", "1s", "--to", app.url("/"), "--instant", "--max-latency", "50ms"}));
  CHECK(finished.exit == 1);
  CHECK(finished.out.find("delivered  after 1 attempt\nFAILED  took ") != std::string::npos);
}

TEST_CASE("simulate: when nobody ever answers, the outcome is unknown") {
  const Folder home;
  const ScriptedServer app({silence()});
  const auto finished =
      run(hookctl(home, {"simulate", "--schedule", "1s", "--to", app.url("/"), "--instant", "--ack", "100ms"}));
  CHECK(finished.exit == 4);
  CHECK(finished.out.find("outcome unknown  after 2 attempts: nobody ever answered") != std::string::npos);
}

}  // namespace hookctl::test
