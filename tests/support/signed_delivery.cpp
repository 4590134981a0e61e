#include "support/signed_delivery.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/clock.h"
#include "base/time_text.h"
#include "crypto/encoding.h"
#include "support/openssl.h"

namespace hookctl::test {
namespace {

constexpr ByteView raw_key = "a key of 32 bytes, none too many";
constexpr ByteView former_raw_key = "the key of before the rotation..";

std::string whsec(ByteView key) { return "whsec_" + crypto::to_base64(key); }

std::string seconds_now() { return to_unix_seconds(SystemClock{}.now()); }

std::vector<std::string> secret_file(const Folder& home, const std::string& name, const std::string& secret) {
  return {"--secret-file", home.write(name, secret)};
}

SignedDelivery bfl(const Folder& home) {
  const std::string secret = "a secret & its sign: §";
  const std::string body = R"({ "id":"gen_7f3a1c","status":"Ready","result":{"sample":"https:\/\/x\/1.png","w":1.10}})";
  const auto keys = secret_file(home, "bfl.secret", secret);
  return {.provider = "bfl",
          .event_id = "gen_7f3a1c",
          .body = body,
          .headers = {"X-BFL-Signature: sha256=" + openssl::hmac_hex(secret, body)},
          .checking = keys,
          .signing = keys,
          .foreign = secret_file(home, "bfl.foreign", "another secret")};
}

SignedDelivery wavespeed(const Folder& home) {
  const std::string key = "c2VjcmV0";  // base64 by its looks; the provider takes it as text
  const std::string body =
      R"({"id":"45b392b22c","status":"completed","outputs":["https:\/\/x\/\u00e9.png"],"t":6.710})";
  const auto now = seconds_now();
  const auto mac = openssl::hmac_hex(key, fmt::format("msg_w1.{}.{}", now, body));
  const auto keys = secret_file(home, "wavespeed.secret", "whsec_" + key);
  return {.provider = "wavespeed",
          .event_id = "45b392b22c",
          .body = body,
          .headers = {"webhook-id: msg_w1", "webhook-timestamp: " + now, "webhook-signature: v3," + mac},
          .checking = keys,
          .signing = keys,
          .foreign = secret_file(home, "wavespeed.foreign", "whsec_c2VjcmV1")};
}

SignedDelivery standard_webhooks(const Folder& home) {
  const std::string body = R"({"type":"user.created", "data":{"id":"u_1","balance":10.00}})";
  const auto now = seconds_now();
  const auto mac = openssl::hmac_base64(raw_key, fmt::format("msg_s1.{}.{}", now, body));
  const auto keys = secret_file(home, "standard.secret", whsec(raw_key));
  return {.provider = "standard-webhooks",
          .event_id = "msg_s1",
          .body = body,
          .headers = {"webhook-id: msg_s1", "webhook-timestamp: " + now, "webhook-signature: v1," + mac},
          .checking = keys,
          .signing = keys,
          .foreign = secret_file(home, "standard.foreign", whsec(former_raw_key))};
}

/// In the day after a rotation: signed with the former key, then with the new one, which alone the receiver knows.
SignedDelivery higgsfield(const Folder& home) {
  const std::string body = R"({"request_id":"9417a243","status":"completed","error":null,"payload":{"images":[ ]}})";
  const auto now = seconds_now();
  const auto input = fmt::format("msg_h1.{}.{}", now, body);
  const auto keys = secret_file(home, "higgsfield.secret", whsec(raw_key));
  return {.provider = "higgsfield",
          .event_id = "msg_h1",
          .body = body,
          .headers = {"webhook-id: msg_h1", "webhook-timestamp: " + now,
                      fmt::format("webhook-signature: v1,{} v1,{}", openssl::hmac_base64(former_raw_key, input),
                                  openssl::hmac_base64(raw_key, input))},
          .checking = keys,
          .signing = keys,
          .foreign = secret_file(home, "higgsfield.foreign", whsec("nobody's key, thirty-two bytes.."))};
}

SignedDelivery fal(const Folder& home) {
  const auto key = openssl::make_ed25519_key(home, "fal.pem");
  const std::string body = R"({"request_id":"024ca5b1","status":"OK","payload":{"seed":196619188014358660000001}})";
  const auto now = seconds_now();
  const auto input = fmt::format("024ca5b1\nuser_1\n{}\n{}", now, openssl::sha256_hex(body));
  return {.provider = "fal",
          .event_id = "024ca5b1",
          .body = body,
          .headers = {"X-Fal-Webhook-Request-Id: 024ca5b1", "X-Fal-Webhook-User-Id: user_1",
                      "X-Fal-Webhook-Timestamp: " + now,
                      "X-Fal-Webhook-Signature: " + openssl::ed25519_hex(home, key, input)},
          .checking = {"--jwks", home.write("fal.jwks", jwks_of(key))},
          .signing = {"--private-key", "@" + key},
          .foreign = {"--private-key", "@" + openssl::make_ed25519_key(home, "foreign.pem")}};
}

}  // namespace

std::vector<SignedDelivery> signed_deliveries(const Folder& home) {
  return {bfl(home), wavespeed(home), standard_webhooks(home), higgsfield(home), fal(home)};
}

std::vector<std::string> header_options(const std::vector<std::string>& lines) {
  std::vector<std::string> options;
  for (const auto& line : lines) options.insert(options.end(), {"-H", line});
  return options;
}

std::string jwks_of(const std::string& key_path) {
  auto x = crypto::to_base64(openssl::ed25519_public_key(key_path));
  std::replace(x.begin(), x.end(), '+', '-');
  std::replace(x.begin(), x.end(), '/', '_');
  x.erase(x.find('='));
  return fmt::format(R"({{"keys":[{{"kty":"OKP","crv":"Ed25519","use":"sig","x":"{}"}}]}})", x);
}

}  // namespace hookctl::test
