#include <doctest/doctest.h>
#include <fmt/format.h>

#include "crypto/encoding.h"
#include "support/command.h"
#include "support/deaf_port.h"
#include "support/json_lines.h"
#include "support/process.h"
#include "support/scripted_server.h"

namespace hookctl::test {
namespace {

constexpr std::string_view tunnels =
    R"({"tunnels":[{"name":"command_line","public_url":"https://d95211d2.ngrok.app","proto":"https",)"
    R"("config":{"addr":"http://localhost:8787","inspect":true}}],"uri":"/api/tunnels"})";

const Bytes body = R"({"id":"gen_1","status":"Ready"})";

/// A request as the agent's API lists it.
std::string listed(std::string_view id, int second, const Bytes& raw, std::string_view response) {
  return fmt::format(
      R"({{"uri":"/api/requests/http/{0}","id":"{0}","tunnel_name":"command_line","remote_addr":"192.0.2.7",)"
      R"("start":"2026-11-21T10:04:{1:02}.5+01:00","duration":3893202,"request":{{"method":"POST","raw":"{2}"}},)"
      R"("response":{3}}})",
      id, second, crypto::to_base64(raw), response);
}

Bytes delivery(std::string_view signature, std::size_t kept) {
  return fmt::format(
      "POST /hook?x=1 HTTP/1.1\r\nHost: d95211d2.ngrok.app\r\nContent-Length: {}\r\nX-BFL-Signature: {}\r\n"
      "Authorization: Bearer t0ken\r\n\r\n{}",
      body.size(), signature, body.substr(0, kept));
}

/// An agent that is asked once or twice, with the newest request first as ngrok has it.
ScriptedServer agent_with(const std::string& requests) {
  const auto list = fmt::format(R"({{"uri":"/api/requests/http","requests":[{}]}})", requests);
  const auto first = reply(response(200, tunnels)), second = reply(response(200, list));
  return ScriptedServer({first, second, first, second});
}

Program import(const Folder& home, const std::string& agent, const std::vector<std::string>& more) {
  std::vector<std::string> arguments{"captures", "import", "ngrok", "--ngrok", agent};
  arguments.insert(arguments.end(), more.begin(), more.end());
  auto program = hookctl(home, arguments);
  program.environment["HOOKCTL_SECRET"] = "a-secret-of-the-test";
  return program;
}

std::string signature_of(const Folder& home) {
  home.write("body.json", body);
  auto program = hookctl(home, {"sign", "body.json", "--provider", "bfl", "--json"});
  program.environment["HOOKCTL_SECRET"] = "a-secret-of-the-test";
  return json_lines(run(program).out).at(0)["headers"][0][1];
}

}  // namespace

TEST_CASE("captures import ngrok: the agent's history as captures, byte for byte and checked") {
  const Folder home;
  const auto signature = signature_of(home);
  const auto agent = agent_with(listed("b", 32, delivery(signature, 999), "null") + "," +
                                listed("a", 31, delivery(signature, 999), R"({"status_code":500})"));
  const auto done = run(import(home, agent.url(""), {"--json"}));
  CHECK(done.exit == 0);
  CHECK(done.err.find("2 requests imported") != done.err.npos);
  const auto shown = json_lines(done.out, "capture");
  REQUIRE(shown.size() == 2);
  const auto first = json_lines(read_file(home.file("captures.jsonl")), "capture").at(0);
  CHECK(first == shown[0]);
  CHECK(first["seq"] == 1);
  CHECK(first["at"] == "2026-11-21T09:04:31.500000Z");
  CHECK(first["peer"] == "192.0.2.7");
  CHECK(first["request"]["target"] == "/hook?x=1");
  CHECK(first["request"]["body"] == body);
  CHECK(first["request"]["headers"][3] == Json{"Authorization", "", "masked"});
  CHECK(first["public_url"] == "https://d95211d2.ngrok.app/hook?x=1");
  CHECK(first["verdict"]["state"] == "verified");
  CHECK(first["event"]["id"] == "gen_1");
  CHECK(first["response"]["status"] == 500);
  CHECK(shown[1]["event"]["attempt"] == 2);
  CHECK(shown[1]["response"].is_null());
}

TEST_CASE("captures import ngrok: what an earlier import brought is not there twice") {
  const Folder home;
  const auto agent = agent_with(listed("a", 31, delivery("sha256=00", 999), "null"));
  CHECK(run(import(home, agent.url(""), {"-o", "log.jsonl"})).exit == 0);
  const auto again = run(import(home, agent.url(""), {"-o", "log.jsonl"}));
  CHECK(again.exit == 0);
  CHECK(again.err.find("0 requests imported, 1 were there already") != again.err.npos);
  CHECK(json_lines(read_file(home.file("log.jsonl"))).size() == 1);
}

TEST_CASE("captures import ngrok: says which bodies the agent cut and what it kept that is no request") {
  const Folder home;
  const auto agent =
      agent_with(listed("b", 32, "\r\n\r\n", "null") + "," + listed("a", 31, delivery("sha256=00", 10), "null"));
  const auto done = run(import(home, agent.url(""), {"--json"}));
  CHECK(done.exit == 0);
  CHECK(done.err.find("the agent kept 10 of 31 bytes of its body") != done.err.npos);
  CHECK(done.err.find("09:04:32.500000Z is left out: ") != done.err.npos);
  const auto shown = json_lines(done.out, "capture");
  REQUIRE(shown.size() == 1);
  CHECK(shown[0]["request"]["truncated"] == true);
  CHECK(shown[0]["request"]["body"] == body.substr(0, 10));
  CHECK(shown[0]["verdict"]["reason"] == "body_truncated");
}

TEST_CASE("captures import ngrok: asks this machine only, and says when nobody is there") {
  const Folder home;
  const DeafPort nobody;
  const auto missing = run(import(home, nobody.url(""), {}));
  CHECK(missing.exit == 3);
  CHECK(missing.err.find("no ngrok agent at http://127.0.0.1:") != missing.err.npos);
  CHECK(missing.err.find("ngrok http 8787") != missing.err.npos);
  const auto elsewhere = run(import(home, "http://example.com:4040", {}));
  CHECK(elsewhere.exit == 2);
  CHECK(elsewhere.err.find("--ngrok") != elsewhere.err.npos);
  CHECK(read_file(home.file("captures.jsonl")).empty());
}

}  // namespace hookctl::test
