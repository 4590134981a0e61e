#include <doctest/doctest.h>

#include "support/certificate.h"
#include "support/scripted_server.h"
#include "support/tls_play.h"
#include "wire/sender.h"

using namespace hookctl;
using namespace hookctl::test;
using namespace std::chrono_literals;
using wire::Reached;
using wire::Sent;

namespace {

const Request get{.method = "GET", .target = "/hook", .headers = {{"Host", "me"}}};

Sent send_tls(const std::string& host, const ScriptedServer& server, const std::string& ca_file) {
  const auto endpoint = wire::parse_endpoint("https://" + host + ":" + std::to_string(server.port()));
  return wire::send(*endpoint, get, {.deadline = 2s, .ca_file = ca_file}, {});
}

}  // namespace

TEST_CASE("send over TLS: a trusted certificate for the host or its address lets the same bytes through") {
  const Folder files;
  struct Case {
    std::string claim;
    std::string host;
  };
  for (const auto& [claim, host] : {Case{"IP:127.0.0.1", "127.0.0.1"}, Case{"DNS:localhost", "localhost"}}) {
    CAPTURE(claim);
    const auto identity = self_signed(files, "right", {.name = claim});
    const ScriptedServer server({tls_reply(identity, response(200, "ok"))});
    const auto sent = send_tls(host, server, identity.certificate);
    CHECK(sent.error == "");
    REQUIRE(sent.reached == Reached::answered);
    CHECK(sent.response->body == "ok");
    CHECK(server.requests() == std::vector{*wire::render(get)});
  }
}

TEST_CASE("send over TLS: the server is told the host name, never an address") {
  const Folder files;
  const auto identity = self_signed(files, "both", {.name = "DNS:localhost,IP:127.0.0.1"});
  const ScriptedServer server({tls_server_name(identity)});
  CHECK(send_tls("localhost", server, identity.certificate).response->body == "localhost");
  CHECK(send_tls("127.0.0.1", server, identity.certificate).response->body == "");
}

TEST_CASE("send over TLS: an answer that only the end of the connection ends must end by TLS's own close") {
  const Folder files;
  const auto identity = self_signed(files, "right", {});
  const ScriptedServer server({tls_reply(identity, "HTTP/1.0 200 OK\r\n\r\nall of it")});
  const auto sent = send_tls("127.0.0.1", server, identity.certificate);
  REQUIRE(sent.reached == Reached::answered);
  CHECK(sent.response->body == "all of it");

  const ScriptedServer cutting({tls_cut_off(identity, "HTTP/1.0 200 OK\r\n\r\nsome of it")});
  const auto cut = send_tls("127.0.0.1", cutting, identity.certificate);
  CHECK(cut.reached == Reached::unknown);
  CHECK(cut.error == "connection closed in the middle of the answer");
}

TEST_CASE("send over TLS: a connection closed during the handshake has sent nothing") {
  const ScriptedServer server({hang_up()});
  const auto sent = send_tls("127.0.0.1", server, "");
  CHECK(sent.reached == Reached::nothing_sent);
  CHECK(sent.error.ends_with(" during the TLS handshake"));  // closed or reset
}

TEST_CASE("send over TLS: nothing is sent to an endpoint that does not prove who it is") {
  const Folder files;
  const auto right = self_signed(files, "right", {});
  const auto another = self_signed(files, "another", {.name = "DNS:example.com"});
  const auto address = self_signed(files, "address", {.name = "IP:127.0.0.2"});
  const auto expired = self_signed(files, "expired", {.valid_from = -48h, .valid_until = -24h});
  const auto future = self_signed(files, "future", {.valid_from = 24h, .valid_until = 48h});
  struct Case {
    Play play;
    std::string host;
    std::string ca_file;
    std::string error;
  };
  const Case cases[] = {
      {tls_reply(another, ""), "localhost", another.certificate, "certificate is for another host"},
      {tls_reply(address, ""), "127.0.0.1", address.certificate, "certificate is for another host"},
      {tls_reply(expired, ""), "127.0.0.1", expired.certificate, "certificate has expired"},
      {tls_reply(future, ""), "127.0.0.1", future.certificate, "certificate is not valid yet"},
      {tls_reply(right, ""), "127.0.0.1", "", "certificate is self-signed and not trusted"},
      {tls_reply(right, ""), "127.0.0.1", another.certificate, "certificate is self-signed and not trusted"},
      {tls_1_1(right), "127.0.0.1", right.certificate, "endpoint has no TLS 1.2 or newer"},
      {early("HTTP/1.1 400 Bad Request\r\n\r\n"), "127.0.0.1", "", "endpoint does not speak TLS"},
      {silence(), "127.0.0.1", "", "timed out after 2 s"},
      {silence(), "127.0.0.1", "/nowhere.pem", "cannot read trusted certificates from '/nowhere.pem'"},
  };
  for (const auto& [play, host, ca_file, error] : cases) {
    const ScriptedServer server({play});
    const auto sent = send_tls(host, server, ca_file);
    CHECK(sent.error == error);
    CHECK(sent.reached == Reached::nothing_sent);
    CHECK(server.requests().empty());
    CHECK(sent.took < 2s + 250ms);
  }
}
