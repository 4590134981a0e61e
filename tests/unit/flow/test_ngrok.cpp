#include "flow/ngrok.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "crypto/encoding.h"
#include "provider/catalogue.h"
#include "support/deaf_port.h"
#include "support/scripted_server.h"

using namespace hookctl;
using namespace hookctl::flow;

namespace {

NgrokTunnel to(std::string addr, std::string public_url = "https://a.ngrok.app") {
  return {.name = "t", .public_url = std::move(public_url), .addr = std::move(addr)};
}

wire::Endpoint agent_of(const test::ScriptedServer& server) { return *wire::parse_endpoint(server.url("/")); }

}  // namespace

TEST_CASE("ngrok agent: where it usually is, or another address of this machine") {
  CHECK(parse_ngrok_agent("auto")->authority == "127.0.0.1:4040");
  CHECK(parse_ngrok_agent("http://localhost:4041")->port == 4041);
  CHECK(parse_ngrok_agent("http://[::1]:4041/")->port == 4041);
  for (const auto text : {"http://example.com:4040", "http://127.0.0.1.example.com", "https://127.0.0.1:4040",
                          "http://127.0.0.1:4040/api", "4040", ""}) {
    CAPTURE(text);
    CHECK_FALSE(parse_ngrok_agent(text));
  }
}

TEST_CASE("ngrok tunnel: every form of an address of this machine leads to the port") {
  for (const auto addr : {"http://localhost:8787", "https://localhost:8787", "localhost:8787", "127.0.0.1:8787", "8787",
                          "http://[::1]:8787", "[::1]:8787"}) {
    CAPTURE(addr);
    const std::vector tunnels{to("http://localhost:80"), to(addr)};
    const auto found = tunnel_to(8787, tunnels);
    REQUIRE(found);
    CHECK(found->addr == addr);
  }
  CHECK(tunnel_to(80, std::vector{to("http://localhost")}));
}

TEST_CASE("ngrok tunnel: https before http of the same name") {
  const std::vector tunnels{to("8787", "http://a.ngrok.app"), to("8787", "https://a.ngrok.app"),
                            to("8787", "tcp://a.ngrok.app:1")};
  CHECK(tunnel_to(8787, tunnels)->public_url == "https://a.ngrok.app");
}

TEST_CASE("ngrok tunnel: where none leads to the port, those there are get named") {
  for (const auto addr : {"http://localhost:87870", "http://192.168.1.2:8787", "localhost:8788", "file:///tmp", ""}) {
    CAPTURE(addr);
    const auto found = tunnel_to(8787, std::vector{to(addr)});
    REQUIRE_FALSE(found);
    CHECK(found.error().message ==
          fmt::format("the ngrok agent has no tunnel to port 8787; it has https://a.ngrok.app -> {}", addr));
    CHECK(found.error().hint == "start one with: ngrok http 8787");
    CHECK(found.error().fault == Fault::environment);
  }
  CHECK(tunnel_to(8787, {}).error().message == "the ngrok agent has no tunnel to port 8787; it has none");
}

TEST_CASE("ngrok tunnel: of several with different names none is chosen") {
  const auto found = tunnel_to(8787, std::vector{to("8787"), to("8787", "https://b.ngrok.app")});
  REQUIRE_FALSE(found);
  CHECK(found.error().message.find("https://a.ngrok.app -> 8787, https://b.ngrok.app -> 8787") != std::string::npos);
}

TEST_CASE("ngrok tunnels: name, public URL and address of each, as the API has them") {
  const test::ScriptedServer agent({test::reply(test::response(
      200,
      R"({"tunnels":[{"name":"command_line","uri":"/api/tunnels/command_line","public_url":"https://d95211d2.ngrok.app",)"
      R"("proto":"https","config":{"addr":"localhost:80","inspect":true},"metrics":{"conns":{"count":0}}}],)"
      R"("uri":"/api/tunnels"})"))});
  const auto tunnels = ngrok_tunnels(agent_of(agent), 80, {});
  REQUIRE(tunnels);
  REQUIRE(tunnels->size() == 1);
  CHECK(tunnels->front().name == "command_line");
  CHECK(tunnels->front().public_url == "https://d95211d2.ngrok.app");
  CHECK(tunnels->front().addr == "localhost:80");
  CHECK(agent.requests().at(0).starts_with("GET /api/tunnels HTTP/1.1\r\n"));
  CHECK(find_tunnel(agent_of(agent), 80, {})->public_url == "https://d95211d2.ngrok.app");
  CHECK(find_tunnel(agent_of(agent), 81, {}).error().message.find("no tunnel to port 81") != std::string::npos);
}

TEST_CASE("ngrok tunnels: nobody there, or somebody else, is told apart") {
  const test::DeafPort nobody;
  const auto missing = ngrok_tunnels(*wire::parse_endpoint(nobody.url("/")), 8787, {});
  REQUIRE_FALSE(missing);
  CHECK(missing.error().message.find("no ngrok agent at http://127.0.0.1:") == 0);
  CHECK(missing.error().hint == "start it with: ngrok http 8787");
  for (const auto body : {"<html>", "{}", R"({"tunnels":{}})"}) {
    CAPTURE(body);
    const test::ScriptedServer other({test::reply(test::response(200, body))});
    const auto tunnels = ngrok_tunnels(agent_of(other), 8787, {});
    REQUIRE_FALSE(tunnels);
    CHECK(tunnels.error().message.find("does not answer as an ngrok agent does") != std::string::npos);
  }
}

TEST_CASE("ngrok requests: the oldest first, with the bytes as they came, and no status without an answer") {
  const std::string raw = "POST / HTTP/1.1\r\nHost: a\r\n\r\n";
  const auto one = [&](const std::string& id, const std::string& start, const std::string& response) {
    return fmt::format(
        R"({{"uri":"/api/requests/http/{0}","id":"{0}","tunnel_name":"command_line",)"
        R"("remote_addr":"192.168.100.25","start":"{1}","duration":3893202,)"
        R"("request":{{"method":"POST","proto":"HTTP/1.1","headers":{{}},"uri":"/","raw":"{2}"}},"response":{3}}})",
        id, start, crypto::to_base64(raw), response);
  };
  const test::ScriptedServer agent(
      {test::reply(test::response(200, fmt::format(R"({{"uri":"/api/requests/http","requests":[{},{}]}})",
                                                   one("new", "2014-12-15T20:32:08.123456789-08:00", "null"),
                                                   one("old", "2014-12-15T20:32:07-08:00",
                                                       R"({"status":"502 Bad Gateway","status_code":502})"))))});
  const auto requests = ngrok_requests(agent_of(agent), {});
  REQUIRE(requests);
  REQUIRE(requests->size() == 2);
  const auto& old = requests->at(0);
  CHECK(old.id == "old");
  CHECK(old.tunnel == "command_line");
  CHECK(old.peer == "192.168.100.25");
  CHECK(old.raw == raw);
  CHECK(old.status == 502);
  CHECK(old.ms == 3.893202);
  CHECK(requests->at(1).at - old.at == Micros{1'123'456});
  CHECK_FALSE(requests->at(1).status);
  CHECK_FALSE(requests->at(1).ms);
}

TEST_CASE("endpoint text: what to paste, where the row says how the provider is told") {
  struct Case {
    std::string provider;
    std::string text;
  };
  const Case cases[] = {
      {"higgsfield", "?hf_webhook=https%3A%2F%2Fa.ngrok.app%2Fhook%3Fx%3D1"},
      {"wavespeed", "?webhook=https%3A%2F%2Fa.ngrok.app%2Fhook%3Fx%3D1"},
      {"fal", "?fal_webhook=https%3A%2F%2Fa.ngrok.app%2Fhook%3Fx%3D1"},
      {"bfl", R"("webhook_url": "https://a.ngrok.app/hook?x=1")"},
      {"kie", R"("callBackUrl": "https://a.ngrok.app/hook?x=1")"},
      {"stripe", ""},
  };
  for (const auto& [name, text] : cases) {
    CAPTURE(name);
    CHECK(endpoint_text(*provider::find_provider(name), "https://a.ngrok.app/hook?x=1") == text);
  }
}
