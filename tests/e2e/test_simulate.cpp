#include <doctest/doctest.h>
#include <fmt/format.h>

#include <array>
#include <csignal>

#include "support/command.h"
#include "support/deaf_port.h"
#include "support/joined.h"
#include "support/json_lines.h"
#include "support/listen_process.h"
#include "support/openssl.h"
#include "support/process.h"
#include "support/scripted_server.h"
#include "support/signed_delivery.h"

namespace hookctl::test {
namespace {

const std::string standard_secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

Program simulate(const Folder& home, const std::string& to, const std::vector<std::string>& options) {
  return hookctl(home, joined({"simulate", "--to", to, "--json"}, options));
}

}  // namespace

TEST_CASE("simulate: bfl's attempts come at 0, 1, 6 and 36 s on the compressed clock, each of them signed") {
  const Folder home;
  home.write("secret", "s3cret");
  ListenProcess app(home, {"--json", "--require-valid", "--respond", "500*3,200", "--secret-file", "secret"});
  const auto delivered =
      run(simulate(home, app.url("/hook"), {"--provider", "bfl", "--secret-file", "secret", "--speed", "1000"}));
  CHECK(delivered.exit == 0);
  const auto attempts = json_lines(delivered.out, "attempt");
  constexpr std::array due{0, 1'000, 6'000, 36'000};
  REQUIRE(attempts.size() == due.size());
  std::string id;
  for (std::size_t i = 0; i < due.size(); ++i) {
    CAPTURE(i);
    const int at = attempts[i]["at_ms"];
    CHECK(at >= due[i]);
    CHECK(at < due[i] + 800);
    CHECK(attempts[i]["attempt"] == i + 1);
    CHECK(attempts[i]["status"] == (i < 3 ? 500 : 200));
    CHECK(attempts[i]["outcome"] == (i < 3 ? "refused" : "delivered"));
    CHECK(attempts[i]["ok"] == (i == 3));
    const auto received = app.next("capture");
    CHECK(received["verdict"]["state"] == "verified");
    CHECK(received["event"]["attempt"] == i + 1);
    CHECK(received["event"]["id"] == attempts[i]["capture"]);
  }
  const auto summary = json_lines(delivered.out, "summary").at(0);
  CHECK(summary["finish"] == "delivered");
  CHECK(summary["attempts"] == 4);
}

TEST_CASE("simulate: a delivery that never succeeds is given up after the last retry") {
  const Folder home;
  home.write("secret", "s3cret");
  const ScriptedServer app({reply(response(500, ""))});
  auto program = hookctl(
      home, {"simulate", "--provider", "bfl", "--to", app.url("/hook"), "--secret-file", "secret", "--speed", "1000"});
  const auto finished = run(program);
  CHECK(finished.exit == 1);
  CHECK(finished.out.find("gave up  after 4 attempts; now nothing more is sent; the result can be polled\n") !=
        finished.out.npos);
  CHECK(app.requests().size() == 4);
}

TEST_CASE("simulate: an endpoint where nobody listens is a fault of the environment") {
  const Folder home;
  home.write("secret", "s3cret");
  const DeafPort nobody;
  const auto finished =
      run(simulate(home, nobody.url("/hook"), {"--provider", "bfl", "--secret-file", "secret", "--speed", "1000"}));
  CHECK(finished.exit == 3);
  const auto attempts = json_lines(finished.out, "attempt");
  CHECK(attempts.size() == 4);
  CHECK(attempts[0]["outcome"] == "failed");
  CHECK(attempts[0]["status"] == nullptr);
  CHECK(attempts[0]["note"].get<std::string>().find("refused") != std::string::npos);
}

TEST_CASE("simulate: an app that goes away during the delivery has failed, the environment has not") {
  const Folder home;
  home.write("secret", "s3cret");
  const ScriptedServer app({reply(response(500, "")), reset()});
  const auto finished =
      run(simulate(home, app.url("/"), {"--provider", "bfl", "--secret-file", "secret", "--speed", "1000"}));
  CHECK(finished.exit == 1);
  const auto attempts = json_lines(finished.out, "attempt");
  REQUIRE(attempts.size() == 4);
  CHECK(attempts[1]["outcome"] == "unknown");
  CHECK(json_lines(finished.out, "summary").at(0)["unknown"] == 3);
}

TEST_CASE("simulate: some answers end a delivery at once") {
  struct Case {
    std::string provider;
    int status;
    std::size_t attempts;
  };
  const Case cases[] = {
      {"fal", 302, 1},        {"fal", 404, 2},
      {"fal-2h", 302, 2},     {"higgsfield", 404, 1},
      {"higgsfield", 500, 2}, {"higgsfield-legacy", 404, 2},
      {"bfl", 404, 2},        {"standard-webhooks", 410, 1},
      {"wavespeed", 410, 2},  {"standard-webhooks", 404, 2},
  };
  const Folder home;
  home.write("secret", standard_secret);
  const auto key = openssl::make_ed25519_key(home, "key.pem");
  for (const auto& [provider, status, attempts] : cases) {
    CAPTURE(provider);
    CAPTURE(status);
    const ScriptedServer app({reply(response(status, "")), reply(response(200, ""))});
    const auto finished = run(simulate(
        home, app.url("/hook"),
        {"--provider", provider, "--secret-file", "secret", "--private-key", "@" + key, "--speed", "1000000"}));
    CHECK(json_lines(finished.out, "attempt").size() == attempts);
    CHECK(app.requests().size() == attempts);
    CHECK(finished.exit == (attempts == 1 ? 1 : 0));
    CHECK(json_lines(finished.out, "summary").at(0)["finish"] == (attempts == 1 ? "refused for good" : "delivered"));
  }
}

TEST_CASE("simulate: every provider's attempts verify with their keys, at whatever speed, for times are real") {
  const Folder home;
  home.write("secret", standard_secret);
  const auto key = openssl::make_ed25519_key(home, "key.pem");
  home.write("jwks", jwks_of(key));
  // Two hours and more of schedule pass, and no signature is older than its attempt.
  for (const std::string provider : {"bfl", "wavespeed", "standard-webhooks", "higgsfield", "fal"}) {
    CAPTURE(provider);
    ListenProcess app(home, {"--json", "--require-valid", "--respond", "500*2,200", "--secret-file", "secret", "--jwks",
                             "jwks", "--tolerance", "30s", "-o", provider + ".jsonl"});
    const auto finished = run(simulate(home, app.url("/hook"),
                                       {"--provider", provider, "--secret-file", "secret", "--private-key", "@" + key,
                                        "--schedule", "2h,5h", "--speed", "1000000"}));
    CHECK(finished.exit == 0);
    const auto attempts = json_lines(finished.out, "attempt");
    REQUIRE(attempts.size() == 3);
    CHECK(attempts[2]["at_ms"] >= 7 * 3'600'000);
    for (int i = 1; i <= 3; ++i) {
      const auto received = app.next("capture");
      CHECK(received["verdict"]["state"] == "verified");
      CHECK(received["verdict"]["provider"] == provider);
      CHECK(received["event"]["attempt"] == i);
    }
  }
}

TEST_CASE("simulate: a plan needs neither endpoint nor secret and is the timetable of the provider's delays") {
  const Folder home;
  const auto rows = json_lines(run(hookctl(home, {"providers", "list", "--json"})).out, "provider");
  REQUIRE(rows.size() >= 8);
  for (const auto& row : rows) {
    const std::string name = row["name"];
    CAPTURE(name);
    const auto planned = run(hookctl(home, {"simulate", "--provider", name, "--plan", "--json"}));
    CHECK(planned.exit == 0);
    CHECK(planned.err.empty());
    const auto attempts = json_lines(planned.out, "attempt");
    const auto& delays = row["retry"]["delays_ms"];
    REQUIRE(attempts.size() == delays.size() + 1);
    std::int64_t due = 0;
    for (std::size_t i = 0; i < attempts.size(); ++i) {
      const std::int64_t delay = i == 0 ? 0 : delays[i - 1].get<std::int64_t>();
      due += delay;
      CHECK(attempts[i]["attempt"] == i + 1);
      CHECK(attempts[i]["at_ms"] == due);
      CHECK(attempts[i]["delay_ms"] == delay);
      CHECK(attempts[i]["documented"] == row["retry"]["documented"]);
      CHECK(attempts[i].count("source") == 1);
      CHECK(attempts[i].count("at") == 0);
      CHECK(attempts[i].count("status") == 0);
      CHECK(attempts[i].count("outcome") == 0);
    }
    const auto text = run(hookctl(home, {"simulate", "--provider", name, "--plan"}));
    CHECK(text.exit == 0);
    CHECK(text.out.starts_with(
        fmt::format("{}: {} attempt{}, documented: ", name, attempts.size(), attempts.size() == 1 ? "" : "s")));
  }
}

TEST_CASE("simulate: the plan of bfl as a person reads it") {
  const Folder home;
  const auto planned = run(hookctl(home, {"simulate", "--provider", "bfl", "--plan"}));
  CHECK(
      planned.out.starts_with("bfl: 4 attempts, documented: yes\n"
                              "attempt 1   at       0 ms  (+0 ms), at most 30 s to answer\n"
                              "attempt 2   at        1 s  (+1 s), at most 30 s to answer\n"
                              "attempt 3   at        6 s  (+5 s), at most 30 s to answer\n"
                              "attempt 4   at       36 s  (+30 s), at most 30 s to answer\n"));
}

TEST_CASE("simulate: Ctrl-C ends the wait for the next attempt at once") {
  struct Case {
    int signal;
    int exit;
  };
  for (const auto& [signal, exit] : {Case{SIGINT, 130}, Case{SIGTERM, 143}}) {
    CAPTURE(signal);
    const Folder home;
    home.write("secret", "s3cret");
    const ScriptedServer app({reply(response(500, ""))});
    Process program(simulate(home, app.url("/"), {"--provider", "bfl", "--secret-file", "secret", "--schedule", "1h"}));
    REQUIRE(program.read_line(Millis{10'000}));
    program.send_signal(signal);
    CHECK(program.wait(Millis{2'000}) == Ending{.code = exit});
    CHECK(json_lines(program.out(), "summary").at(0)["finish"] == "stopped");
    CHECK(app.requests().size() == 1);
  }
}

TEST_CASE("simulate: samples, bodies and ids are sent as asked") {
  const Folder home;
  home.write("secret", "s3cret");
  home.write("body.json", "{ \"id\":\"mine\" }");
  ListenProcess app(home, {"--json", "--secret-file", "secret"});
  const auto send = [&](const std::vector<std::string>& options) {
    const auto sent =
        run(simulate(home, app.url("/hook"), joined({"--provider", "bfl", "--secret-file", "secret"}, options)));
    CHECK(sent.exit == 0);
    return app.next("capture");
  };
  CHECK(send({"--event", "failure"})["event"]["raw_status"] == "Error");
  CHECK(send({"--id", "gen_wanted"})["event"]["id"] == "gen_wanted");
  const auto own = send({"--body", "body.json", "-H", "X-Trace: 7"});
  CHECK(own["request"]["body"] == "{ \"id\":\"mine\" }");
  CHECK(own["request"]["headers"].dump().find(R"(["X-Trace","7"])") != std::string::npos);
  CHECK(own["verdict"]["state"] == "verified");
  CHECK(send({})["event"]["id"] != send({})["event"]["id"]);
}

TEST_CASE("simulate: what is missing or misspelt is said before anything is sent") {
  struct Case {
    std::vector<std::string> options;
    std::string said;
  };
  const Case cases[] = {
      {{}, "--provider"},
      {{"--provider", "blf"}, "did you mean 'bfl'?"},
      {{"--provider", "bfl"}, "no secret to sign as bfl"},
      {{"--provider", "fal", "--secret", "x"}, "no ed25519 private key to sign as fal"},
      {{"--provider", "bfl", "--secret", "x", "--event", "sucess"}, "did you mean 'success'?"},
      {{"--provider", "bfl", "--secret", "x", "--schedule", "soon"}, "--schedule"},
      {{"--provider", "bfl", "--secret", "x", "--speed", "0"}, "--speed"},
  };
  const Folder home;
  const ScriptedServer app({reply(response(200, ""))});
  for (const auto& [options, said] : cases) {
    CAPTURE(said);
    const auto finished = run(simulate(home, app.url("/"), options));
    CHECK(finished.exit == 2);
    CHECK(finished.out.empty());
    CHECK(finished.err.find(said) != finished.err.npos);
  }
  CHECK(app.requests().empty());
}

}  // namespace hookctl::test
