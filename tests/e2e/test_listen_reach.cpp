#include <doctest/doctest.h>
#include <fmt/format.h>

#include "support/command.h"
#include "support/curl.h"
#include "support/files.h"
#include "support/http_client.h"
#include "support/json_lines.h"
#include "support/listen_process.h"
#include "support/scripted_server.h"

namespace hookctl::test {
namespace {

std::string https(const ListenProcess& listen) { return fmt::format("https://127.0.0.1:{}/hook", listen.port()); }

}  // namespace

TEST_CASE("https: a certificate made at start serves whoever takes it, and is shown by its fingerprint") {
  const Folder home;
  Process process(hookctl(home, {"listen", "--port", "0", "--json", "--tls", "self-signed", "--count", "1"}));
  const auto ready = Json::parse(process.read_line(Millis{10'000}).value());
  CHECK(ready["url"].get<std::string>().starts_with("https://127.0.0.1:"));
  CHECK(ready["certificate_sha256"].get<std::string>().size() == 32 * 3 - 1);
  CHECK(curl(ready["url"], {"-k"}, "x") == 200);
  CHECK(Json::parse(process.read_line(Millis{10'000}).value())["tls"] == true);
  CHECK(process.wait(Millis{10'000}).code == 0);
}

TEST_CASE("https: a certificate of one's own, checked by its authority") {
  const Folder home;
  const auto made =
      run({.argv = {"openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                    "-days", "2", "-subj", "/CN=local", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout",
                    home.file("key.pem"), "-out", home.file("cert.pem")}},
          "");
  REQUIRE(made.exit == 0);
  const ListenProcess listen(home, {"--tls-cert", "cert.pem", "--tls-key", "key.pem"});
  CHECK(curl(https(listen), {"--cacert", home.file("cert.pem")}, "x") == 200);
}

TEST_CASE("https: what is no identity is said, and nothing is opened") {
  struct Case {
    std::vector<std::string> options;
    std::string said;
  };
  const Case cases[] = {{{"--tls-cert", "none.pem"}, "--tls-key"},
                        {{"--tls-cert", "none.pem", "--tls-key", "key.pem"}, "none.pem"},
                        {{"--tls", "self-signed", "--tls-key", "key.pem"}, "exclude each other"},
                        {{"--tls", "please"}, "self-signed"}};
  for (const auto& [options, said] : cases) {
    CAPTURE(said);
    const Folder home;
    write_file(home.file("key.pem"), "no key");
    auto arguments = options;
    arguments.insert(arguments.begin(), {"listen", "--port", "0"});
    const auto finished = run(hookctl(home, arguments));
    CHECK(finished.exit == 2);
    CHECK(finished.err.find(said) != finished.err.npos);
  }
}

TEST_CASE("public URL: is recorded with each capture, for signatures that cover it") {
  const Folder home;
  ListenProcess listen(home, {"--json", "--public-url", "http://dev.example/base/", "--count", "1"});
  post(listen.port(), "/hook?x=1", {}, "x");
  CHECK(listen.next("capture")["public_url"] == "http://dev.example/base/hook?x=1");
  CHECK(listen.next("concern")["rule"] == "plain_http");
}

TEST_CASE("ngrok: the agent's tunnel is the public URL, and each provider's way to name it is shown") {
  const Folder home;
  // The agent is asked for the port that the listener has only then, so a second listener plays the agent.
  ListenProcess first(home, {"--json", "-o", "first.jsonl"});
  const auto tunnels = fmt::format(
      R"({{"tunnels":[{{"name":"t","public_url":"https://dev.ngrok.app","proto":"https","config":{{"addr":"http://localhost:{}"}}}}]}})",
      first.port());
  const auto port = std::to_string(first.port());
  CHECK(first.stop().code == 0);
  const ScriptedServer agent({reply(response(200, tunnels))});
  Process process(hookctl(home, {"listen", "--port", port, "--json", "--ngrok", agent.url(""), "--count", "1"}));
  const auto ready = Json::parse(process.read_line(Millis{10'000}).value());
  CHECK(ready["public_url"] == "https://dev.ngrok.app");
  CHECK(ready["endpoints"]["bfl"] == R"("webhook_url": "https://dev.ngrok.app/bfl")");
  CHECK(ready["endpoints"]["higgsfield"] == "?hf_webhook=https%3A%2F%2Fdev.ngrok.app%2Fhiggsfield");
  post(ready["port"], "/bfl", {}, "x");
  CHECK(Json::parse(process.read_line(Millis{10'000}).value())["public_url"] == "https://dev.ngrok.app/bfl");
  CHECK(process.wait(Millis{10'000}).code == 0);
}

TEST_CASE("ngrok: without an agent it is said how to start one, and no log is left") {
  const Folder home;
  const auto finished = run(hookctl(home, {"listen", "--port", "0", "--ngrok", "http://127.0.0.1:1"}));
  CHECK(finished.exit == 3);
  CHECK(finished.err.find("ngrok http ") != finished.err.npos);
  CHECK(read_file(home.file("captures.jsonl")).empty());
}

TEST_CASE("redact: named values reach neither the log nor the screen, but the app") {
  const Folder home;
  const ScriptedServer app({reply(response(200, R"({"mail":"ann@example.com"})"))});
  ListenProcess listen(home, {"--json", "--redact", "json:/mail", "--redact", "header:X-User", "--forward-to",
                              app.url(""), "--count", "2", "--key", "json:/mail"});
  const Bytes body = R"({"mail": "ann@example.com", "n": 1.10})";
  for (int i = 0; i < 2; ++i) CHECK(post(listen.port(), "/", {{"X-User", "ann-42"}}, body).status == 200);
  const auto first = listen.next("capture");
  CHECK(first["redacted"] == Json{"json:/mail", "header:X-User"});
  CHECK(listen.next("capture")["event"]["attempt"] == 2);
  CHECK(listen.wait().code == 0);
  const auto log = read_file(home.file("captures.jsonl"));
  CHECK(log.find("ann") == log.npos);
  CHECK(log.find("1.10") != log.npos);
  REQUIRE(app.requests().size() == 2);
  CHECK(app.requests()[0].ends_with(body));
}

}  // namespace hookctl::test
