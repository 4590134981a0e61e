#include <doctest/doctest.h>

#include <array>
#include <string>
#include <vector>

#include "base/unicode.h"
#include "crypto/digest.h"
#include "crypto/encoding.h"
#include "provider/catalogue.h"
#include "signature/verify.h"
#include "support/mishap.h"

using namespace hookctl;
using namespace hookctl::signature;
using namespace hookctl::test;

TEST_CASE("explain: a secret that is not quite the sender's is named with its change") {
  struct SecretCase {
    std::string senders;
    std::string receivers;
    std::string change;
  };
  const std::string plain(shared_secret);
  const std::vector<SecretCase> cases{
      {plain, plain + "\n", "white space around the secret removed"},
      {plain, plain + "\r", "white space around the secret removed"},
      {plain, " " + plain, "white space around the secret removed"},
      {plain, "\"" + plain + "\"", "quotes around the secret removed"},
      {plain, "'" + plain + "'", "quotes around the secret removed"},
      {plain, plain + "\xe2\x80\x8b", "invisible characters removed from the secret"},
      {plain, "v1," + plain, "v1, in front of the secret removed"},
      {plain, "Bearer " + plain, "Bearer in front of the secret removed"},
  };
  for (const auto& family : families()) {
    for (const auto& each : cases) {
      auto mishap = delivery_under(family.scheme);
      mishap.sender_keys.secrets = {secret(each.senders)};
      mishap.keys.secrets = {secret(each.receivers)};
      deliver(mishap);
      CAPTURE(family.name);
      CAPTURE(each.change);
      CHECK(told(explain_mishap(mishap)) == "secret: " + each.change);
    }
  }
}

TEST_CASE("explain: a key that the sender made otherwise of the same secret is named") {
  struct KeyCase {
    std::size_t family;
    Bytes key;
    std::string change;
  };
  const std::string plain(shared_secret);
  const auto base64 = plain.substr(6);
  const auto raw = *crypto::from_base64(base64);
  const std::vector<KeyCase> cases{
      {0, plain + "\n", "newline added to the secret"},
      {0, plain + "\r\n", "CRLF added to the secret"},
      {0, "\"" + plain + "\"", "double quotes put around the secret"},
      {0, base64, "secret used as text"},
      {0, raw, "secret decoded as base64"},
      {0, crypto::to_hex(plain), "secret encoded as hex"},
      {0, std::string("w\0h\0s\0e\0c\0", 10), "nothing found"},
      {1, plain, "secret used with its prefix"},
      {1, raw, "secret decoded as base64"},
      {2, base64, "secret used as text"},
      {2, plain, "secret used with its prefix"},
      {3, raw, "secret decoded as base64"},
      {0, plain + "\r", "CR added to the secret"},
      {0, plain + " ", "space added to the secret"},
      {0, "'" + plain + "'", "single quotes put around the secret"},
      {0, *as_utf16(plain, ByteOrder::little), "secret encoded as UTF-16"},
      {0, *as_utf16(plain, ByteOrder::big), "secret encoded as UTF-16 (big-endian)"},
      {4, base64 + "\n", "newline added to the secret, and secret used as text"},
      {5, crypto::to_base64(plain), "secret encoded as base64"},
  };
  for (const auto& each : cases) {
    auto mishap = delivery_under(families()[each.family].scheme);
    mishap.sender.key = KeyRule::text;
    mishap.sender_keys.secrets = {secret(each.key)};
    deliver(mishap);
    CAPTURE(each.change);
    CAPTURE(each.family);
    const auto found = told(explain_mishap(mishap));
    CHECK(found == (each.change == "nothing found" ? each.change : "secret: " + each.change));
  }
}

TEST_CASE("explain: a delivery signed with an empty secret is named") {
  auto mishap = delivery_under(families()[0].scheme);
  const auto mac = crypto::hmac(crypto::Digest::sha256, secret(""), mishap.received.body);
  set_value(mishap.received, "X-BFL-Signature", "sha256=" + crypto::to_hex(mac));
  CHECK(told(explain_mishap(mishap)) == "secret: an empty secret used");
}

TEST_CASE("explain: another of the given secrets is the secret class, and unusable secrets are explained too") {
  auto other = delivery_under(families()[0].scheme);
  other.sender_keys.secrets = {secret("of another provider")};
  deliver(other);
  const std::array others{secret("of another provider")};
  CHECK(told(explain_mishap(other, {.secrets = others})) == "secret: another of the given secrets used");

  auto unusable = delivery_under(families()[2].scheme);
  unusable.sender.key = KeyRule::text;
  unusable.sender_keys.secrets = unusable.keys.secrets = {secret("not base64!")};
  deliver(unusable);
  CHECK(to_text(verify(unusable.scheme, unusable.keys, unusable.received, delivery_time).reason) == "key_unusable");
  CHECK(told(explain_mishap(unusable)) == "secret: secret used as text");
}

TEST_CASE("explain: a static token that was spelled otherwise is named") {
  constexpr Scheme token{.name = "token", .algorithm = Algorithm::token, .signature = {.header = "X-Token"}};
  struct TokenCase {
    std::string sent;
    std::string given;
    std::string told;
  };
  const std::vector<TokenCase> cases{
      {"tok_1234567890", "tok_1234567890\n", "secret: white space around the secret removed"},
      {"Bearer tok_1234567890", "tok_1234567890", "signature: Bearer in front of the token removed"},
      {"tok%5F1234567890", "tok_1234567890", "signature: percent escapes of the signature resolved"},
      {"tok_1234567890", "tok_0987654321", "nothing found"},
  };
  for (const auto& each : cases) {
    auto mishap = delivery_under(token);
    mishap.received.headers.set("X-Token", each.sent);
    mishap.keys.secrets = {secret(each.given)};
    CAPTURE(each.sent);
    CHECK(told(explain_mishap(mishap)).starts_with(each.told));
  }
}
