#include <doctest/doctest.h>

#include <string>

#include "provider/catalogue.h"
#include "signature/sign.h"
#include "signature/sns.h"
#include "signature/verify.h"

using namespace hookctl;
using signature::Keys;
using signature::Scheme;

namespace {

const Scheme& scheme_of(const char* provider, std::string_view name) {
  for (const auto& scheme : provider::find_provider(provider)->schemes) {
    if (scheme.name == name) return scheme;
  }
  throw std::runtime_error("no such scheme");
}

Keys keys_with(const char* secret) {
  Keys keys;
  keys.secrets.emplace_back(secret);
  return keys;
}

std::string lines_of(const std::string& body) {
  const Request request{.body = body};
  const auto lines = signature::sns_lines(signature::Source(request));
  return lines ? *lines : "error: " + lines.error().message;
}

}  // namespace

TEST_CASE("sign: says which version was used where a header tells it") {
  const Request request{.headers = {{"X-HubSpot-Signature-Version", "v1"}}, .body = "[]", .url = "https://a.example/"};
  const auto made = signature::signed_request(scheme_of("hubspot", "v2"), keys_with("s"), request, {});
  REQUIRE(made);
  CHECK(std::string(*made->headers.find("X-HubSpot-Signature-Version")) == "v2");
  CHECK(signature::verify(scheme_of("hubspot", "v2"), keys_with("s"), *made, {}).state == signature::State::verified);
  CHECK(signature::verify(scheme_of("hubspot", "v1"), keys_with("s"), *made, {}).state == signature::State::failed);
}

TEST_CASE("sign: Twilio's hash of a JSON body goes into URL and target before they are signed") {
  const Request request{.target = "/x?bodySHA256=old", .body = "{}", .url = "https://a.example/x"};
  const auto made = signature::signed_request(scheme_of("twilio-json", "json"), keys_with("s"), request, {});
  REQUIRE(made);
  const std::string hash = "bodySHA256=44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";
  CHECK(made->url == "https://a.example/x?" + hash);
  CHECK(made->target == "/x?" + hash);
  CHECK(signature::verify(scheme_of("twilio-json", "json"), keys_with("s"), *made, {}).state ==
        signature::State::verified);
}

TEST_CASE("sign: the time of a body stays a number where it was one") {
  const auto& linear = scheme_of("linear", "sha256");
  const Request request{.body = R"({"a":1.10,"webhookTimestamp":1})"};
  const auto made =
      signature::signed_request(linear, keys_with("s"), request, stamp_at(linear, "", Instant{Seconds{1'700'000'000}}));
  REQUIRE(made);
  CHECK(made->body == R"({"a":1.10,"webhookTimestamp":1700000000000})");
}

TEST_CASE("verify: a right signature that is too old is not saved by another that signs no time") {
  const Instant then{Seconds{1'700'000'000}};
  const auto& hubspot = *provider::find_provider("hubspot");
  const auto keys = keys_with("s");
  Request request{.body = "[]", .url = "https://a.example/"};
  for (const auto name : {"v3", "v1"}) {
    const auto& scheme = scheme_of("hubspot", name);
    request = *signature::signed_request(scheme, keys, request, stamp_at(scheme, "", then));
  }
  CHECK(signature::verify(hubspot.schemes, keys, request, then).scheme == "v3");
  const auto late = signature::verify(hubspot.schemes, keys, request, then + Seconds{301});
  CHECK(late.reason == signature::Reason::timestamp_too_old);
}

TEST_CASE("sns_lines: the members of the message's type in their order, a subject only where there is one") {
  CHECK(
      lines_of(
          R"({"Type":"Notification","MessageId":"i","TopicArn":"a","Subject":"s","Message":"m\n2","Timestamp":"t"})") ==
      "Message\nm\n2\nMessageId\ni\nSubject\ns\nTimestamp\nt\nTopicArn\na\nType\nNotification\n");
  CHECK(lines_of(
            R"({"Type":"Notification","MessageId":"i","TopicArn":"a","Subject":null,"Message":"m","Timestamp":"t"})") ==
        "Message\nm\nMessageId\ni\nTimestamp\nt\nTopicArn\na\nType\nNotification\n");
  CHECK(
      lines_of(
          R"({"Type":"UnsubscribeConfirmation","MessageId":"i","TopicArn":"a","Message":"m","Timestamp":"t","Token":"k","SubscribeURL":"u"})") ==
      "Message\nm\nMessageId\ni\nSubscribeURL\nu\nTimestamp\nt\nToken\nk\nTopicArn\na\nType\nUnsubscribeConfirmation"
      "\n");
  CHECK(lines_of(R"({"Type":"Notification","MessageId":"i","TopicArn":"a","Timestamp":"t"})") ==
        "error: the body has no Message, which is signed");
  CHECK(lines_of(R"({"Type":"Other"})") == "error: the body is no SNS message: its Type is none that SNS sends");
  CHECK(lines_of("[]") == "error: the body is no SNS message: its Type is none that SNS sends");
}
