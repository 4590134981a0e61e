#include <doctest/doctest.h>

#include <string>

#include "flow/challenge.h"

using namespace hookctl;
using flow::meet_challenge;

namespace {

const signature::Verdict verified{.state = signature::State::verified};
const signature::Verdict failed{.state = signature::State::failed, .reason = signature::Reason::signature_mismatch};

flow::Keyring with_secret(const char* secret) { return {.common = {.secrets = {crypto::Secret(secret)}}}; }

Request get(const char* target) { return {.method = "GET", .target = target}; }

Request zoom(const std::string& token) {
  return {.body = R"({"event":"endpoint.url_validation","payload":{"plainToken":")" + token + R"("}})"};
}

Request discord(const char* body) { return {.headers = {{"X-Signature-Ed25519", "00"}}, .body = body}; }

std::optional<json::Document> read_body(const Request& request) { return json::Document::read(request.body); }

const Request slack{.body = R"({"type":"url_verification","token":"t","challenge":"3eZbrw1aB"})"};

}  // namespace

TEST_CASE("challenge: each provider's handshake gets its answer") {
  struct Case {
    const char* name;
    Request request;
    const char* secret;
    int status;
    const char* body;
  };
  const Case cases[] = {
      {"slack", slack, "s", 200, "3eZbrw1aB"},
      {"zoom", zoom("pv-plainToken-abc123"), "zoom-secret-token-xyz", 200,
       R"({"plainToken":"pv-plainToken-abc123","encryptedToken":"924c76d973084bbe133c17ff1c1a9b6639c74aef8bb34daa05c70361039e7beb"})"},
      {"discord", discord(R"({"type":1})"), "s", 200, R"({"type":1})"},
      {"discord", discord(R"({"type":0})"), "s", 204, ""},
      {"meta", get("/hook?hub.mode=subscribe&hub.challenge=1158%2B201444&hub.verify_token=mine"), "s", 200,
       "1158+201444"},
      {"meta", get("/hook?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=other"), "s", 403, ""},
      {"x", get("/hook?crc_token=9b4507b3-9040-4669-9ca3-6b94edb50553"),
       "z3ZX4v7mAAUGykl3EcmkqbartmuW8VFOOzCloLx9Q45P0hLrFu", 200,
       R"({"response_token":"sha256=Cytd4Sq+NvEcV3MMrXxWJGJx5A+y/lXzzU2Maartkx8="})"},
      {"dropbox", get("/hook?challenge=a%3Cb"), "s", 200, "a<b"},
      {"microsoft", {.target = "/hook?validationToken=Validation%3a+Testing"}, "s", 200, "Validation: Testing"},
  };
  for (const auto& each : cases) {
    CAPTURE(std::string(each.name));
    const auto met = meet_challenge(each.request, read_body(each.request), verified, with_secret(each.secret), "mine");
    REQUIRE(met);
    CHECK(std::string(met->name) == each.name);
    const auto* response = std::get_if<Response>(&met->answer);
    REQUIRE(response != nullptr);
    CHECK(response->status == each.status);
    CHECK(response->body == each.body);
  }
}

TEST_CASE("challenge: what was sent is echoed as text that no browser runs") {
  const auto met = meet_challenge(get("/?challenge=%3Cscript%3E"), {}, {}, {}, "");
  REQUIRE(met);
  const auto& headers = std::get<Response>(met->answer).headers;
  CHECK(headers.find("Content-Type") == "text/plain; charset=utf-8");
  CHECK(headers.find("X-Content-Type-Options") == "nosniff");
}

TEST_CASE("challenge: nothing is signed for whoever asks that could be a delivery") {
  const Request cases[] = {
      zoom("v0:1758798328:{}"), zoom("v0:1"), zoom("a b"), zoom(""), get("/?crc_token=%7B%22id%22%3A1%7D"),
      get("/?crc_token=a.b")};
  for (const auto& request : cases) {
    CAPTURE(request.target + request.body);
    const auto met = meet_challenge(request, read_body(request), verified, with_secret("s"), "");
    REQUIRE(met);
    REQUIRE(std::holds_alternative<std::string>(met->answer));
    CHECK(std::get<std::string>(met->answer) == "what it asks to sign is no token but could be a delivery");
  }
}

TEST_CASE("challenge: an answer that needs a secret is not given without one") {
  const Request cases[] = {zoom("abc"), get("/?crc_token=abc"),
                           get("/?hub.mode=subscribe&hub.challenge=1&hub.verify_token=")};
  for (const auto& request : cases) {
    const auto met = meet_challenge(request, read_body(request), {}, {}, "");
    REQUIRE(met);
    CHECK(std::holds_alternative<std::string>(met->answer));
  }
}

TEST_CASE("challenge: a handshake that its provider signs must verify where there are keys") {
  for (const auto& request : {slack, zoom("abc"), discord(R"({"type":1})")}) {
    CAPTURE(request.body);
    const auto met = meet_challenge(request, read_body(request), failed, with_secret("s"), "");
    REQUIRE(met);
    REQUIRE(std::holds_alternative<Response>(met->answer));
    CHECK(std::get<Response>(met->answer).status == 401);
  }
  const auto unchecked = meet_challenge(slack, read_body(slack), {}, {}, "");
  REQUIRE(unchecked);
  CHECK(std::get<Response>(unchecked->answer).body == "3eZbrw1aB");
}

TEST_CASE("challenge: a delivery is none") {
  const Request cases[] = {{.body = R"({"type":"event_callback","challenge":"c"})"},
                           {.body = R"({"type":"url_verification"})"},
                           {.body = R"({"type":1})"},
                           discord(R"({"type":1,"event":{"type":"APPLICATION_AUTHORIZED"}})"),
                           {.target = "/?challenge=c"},
                           get("/?hub.challenge=1"),
                           {.body = "not JSON"}};
  for (const auto& request : cases) {
    CAPTURE(request.target + request.body);
    CHECK_FALSE(meet_challenge(request, read_body(request), verified, with_secret("s"), "t"));
  }
}
