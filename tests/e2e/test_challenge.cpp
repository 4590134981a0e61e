#include <doctest/doctest.h>
#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "support/command.h"
#include "support/folder.h"
#include "support/http_client.h"
#include "support/joined.h"
#include "support/listen_process.h"

using namespace hookctl;
using namespace std::chrono_literals;
using nlohmann::json;
using test::Folder;

namespace {

test::ListenProcess listen(const Folder& home, const std::vector<std::string>& options) {
  return test::ListenProcess(home, test::joined({"--json"}, options));
}

std::string get(int port, const std::string& target) {
  return test::exchange(port, fmt::format("GET {} HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n", target)).bytes;
}

constexpr const char* slack = R"({"type":"url_verification","token":"t","challenge":"3eZbrw1aB"})";

}  // namespace

TEST_CASE("listen --challenge: handshakes are answered and recorded like any capture") {
  const Folder home;
  auto listener = listen(home, {"--verify-token", "mine"});
  CHECK(test::post(listener.port(), "/hook", {}, slack).body == "3eZbrw1aB");
  CHECK(listener.next()["response"] == json::parse(R"({"status":200,"rule":"challenge:slack"})"));

  const auto meta = get(listener.port(), "/hook?hub.mode=subscribe&hub.challenge=42&hub.verify_token=mine");
  CHECK(meta.starts_with("HTTP/1.1 200 "));
  CHECK(meta.ends_with("\r\n\r\n42"));
  CHECK(listener.next()["response"]["rule"] == "challenge:meta");
  CHECK(get(listener.port(), "/hook?hub.mode=subscribe&hub.challenge=42&hub.verify_token=no")
            .starts_with("HTTP/1.1 403 "));
}

TEST_CASE("listen --challenge: one that needs a secret and has none gets the script's answer and a warning") {
  const Folder home;
  auto listener = listen(home, {"--respond", "418", "--challenge", "auto"});
  CHECK(get(listener.port(), "/hook?crc_token=abc").starts_with("HTTP/1.1 418 "));
  CHECK(listener.next()["response"]["rule"] == "418");
  CHECK(listener.process().read_error_line(10s) ==
        "hookctl: warning: the handshake of x is not answered: the answer needs the secret, and none is given");
}

TEST_CASE("listen --challenge: off, or a script or an app, leaves handshakes alone") {
  const std::vector<std::string> cases[] = {{"--challenge", "off"}, {"--respond", "200"}};
  for (const auto& options : cases) {
    CAPTURE(options.front());
    const Folder home;
    auto listener = listen(home, options);
    CHECK(test::post(listener.port(), "/hook", {}, slack).body == "");
    CHECK(listener.next()["response"]["rule"] == "200");
  }
}

TEST_CASE("listen --challenge: with --require-valid unsigned handshakes are still answered, deliveries are not") {
  const Folder home;
  auto listener = listen(home, {"--require-valid"});
  CHECK(get(listener.port(), "/?challenge=abc").ends_with("\r\n\r\nabc"));
  CHECK(test::post(listener.port(), "/", {}, "{}").status == 401);
}

TEST_CASE("listen --challenge: Zoom's is answered when it verifies, and refused with 401 when it does not") {
  const Folder home;
  home.write("hookctl.json", R"({"providers": {"zoom": {
    "headers": {"signature": "x-zm-signature", "timestamp": "x-zm-request-timestamp"},
    "scheme": {"algorithm": "hmac-sha256", "prefix": "v0=", "signed": "v0:{ts}:{body}", "tolerance_past_s": null}}}})");
  auto listener = listen(home, {"--secret", "zoomsecret"});
  const std::string body =
      R"({"event":"endpoint.url_validation","payload":{"plainToken":"qgg8vlvZRS6UYooatFL8Aw"},"event_ts":1654503849680})";
  const auto ask = [&](const char* signature) {
    return test::post(listener.port(), "/zoom",
                      {{"x-zm-signature", signature}, {"x-zm-request-timestamp", "1654503849"}}, body);
  };
  const auto answered = ask("v0=159e6bb999ee736015919815b93d1e436c8bbde0820093bc5c6d2a2691fcb61c");
  CHECK(answered.status == 200);
  CHECK(json::parse(answered.body)["encryptedToken"] ==
        "83b2a60d4bbe49dc93763ed9e727a9a7690cbe4c1f8bb0adc0ffccd09ecb1384");
  CHECK(listener.next()["verdict"]["state"] == "verified");
  CHECK(ask("v0=059e6bb999ee736015919815b93d1e436c8bbde0820093bc5c6d2a2691fcb61c").status == 401);
}

TEST_CASE("captures show: says by what the provider was recognised") {
  const Folder home;
  auto listener = listen(home, {"--count", "1"});
  test::post(listener.port(), "/", {{"X-BFL-Signature", "sha256=00"}}, R"({"id":"g"})");
  CHECK(listener.wait() == test::Ending{.code = 0});
  const auto shown = test::run(test::hookctl(home, {"captures", "show", "captures.jsonl#1"}));
  CHECK(shown.exit == 0);
  CHECK(shown.out.find("(provider: X-BFL-Signature)") != std::string::npos);
}
