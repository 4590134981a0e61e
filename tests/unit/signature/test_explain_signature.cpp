#include <doctest/doctest.h>

#include <array>
#include <string>
#include <vector>

#include "crypto/encoding.h"
#include "provider/catalogue.h"
#include "support/mishap.h"

using namespace hookctl;
using namespace hookctl::signature;
using namespace hookctl::test;

TEST_CASE("explain: a signature that is right and written otherwise is named") {
  struct Spelling {
    std::string_view name;
    std::string (*rewrite)(const Mishap& mishap, const std::string& lead, const Bytes& digest);
    std::array<std::string_view, 3> changes;  // of the families raw, id.ts.body and list
  };
  const std::array<Spelling, 9> spellings{{
      {"other encoding",
       [](const Mishap& m, const std::string& lead, const Bytes& d) {
         return lead + (m.scheme.encoding == Encoding::hex ? crypto::to_base64(d) : crypto::to_hex(d));
       },
       {"signature read as base64 instead of hex", "signature read as base64 instead of hex",
        "signature read as hex instead of base64"}},
      {"upper-case hex",
       [](const Mishap&, const std::string& lead, const Bytes& d) {
         auto hex = crypto::to_hex(d);
         for (char& c : hex) c = c >= 'a' ? static_cast<char>(c - 32) : c;
         return lead + hex;
       },
       {"signature written in lower-case hex", "signature written in lower-case hex",
        "signature read as hex instead of base64"}},
      {"base64url",
       [](const Mishap&, const std::string& lead, const Bytes& d) {
         return lead + crypto::to_base64url(d) + (d.empty() ? "" : "");
       },
       {"signature read as base64", "signature read as base64", ""}},
      {"prefix missing",
       [](const Mishap& m, const std::string&, const Bytes& d) {
         return m.scheme.encoding == Encoding::hex ? crypto::to_hex(d) : crypto::to_base64(d);
       },
       {"missing prefix sha256= put in front of the signature", "missing prefix v3, put in front of the signature",
        "missing prefix v1, put in front of the signature"}},
      {"prefix doubled",
       [](const Mishap& m, const std::string& lead, const Bytes& d) {
         return lead + lead + (m.scheme.encoding == Encoding::hex ? crypto::to_hex(d) : crypto::to_base64(d));
       },
       {"doubled prefix of the signature removed", "doubled prefix of the signature removed",
        "doubled prefix of the signature removed"}},
      {"space after the prefix",
       [](const Mishap& m, const std::string& lead, const Bytes& d) {
         return lead + " " + (m.scheme.encoding == Encoding::hex ? crypto::to_hex(d) : crypto::to_base64(d));
       },
       {"space after the signature's prefix removed", "space after the signature's prefix removed", ""}},
      {"truncated",
       [](const Mishap& m, const std::string& lead, const Bytes& d) {
         return lead + (m.scheme.encoding == Encoding::hex ? crypto::to_hex(d.substr(0, 30))
                                                           : crypto::to_base64(d.substr(0, 30)));
       },
       {"signature compared up to its 30 bytes: its end is missing",
        "signature compared up to its 30 bytes: its end is missing",
        "signature compared up to its 30 bytes: its end is missing"}},
      {"percent-encoded",
       [](const Mishap& m, const std::string& lead, const Bytes& d) {
         const auto text = lead + (m.scheme.encoding == Encoding::hex ? crypto::to_hex(d) : crypto::to_base64(d));
         return text.substr(0, 2) + "%" + crypto::to_hex(text.substr(2, 1)) + text.substr(3);
       },
       {"percent escapes of the signature resolved", "percent escapes of the signature resolved",
        "percent escapes of the signature resolved"}},
      {"quoted",
       [](const Mishap& m, const std::string& lead, const Bytes& d) {
         return "\"" + lead + (m.scheme.encoding == Encoding::hex ? crypto::to_hex(d) : crypto::to_base64(d)) + "\"";
       },
       {"quotes around the signature removed", "quotes around the signature removed",
        "quotes around the signature removed"}},
  }};
  for (std::size_t family = 0; family < 3; ++family) {
    for (const auto& spelling : spellings) {
      if (spelling.changes[family].empty()) continue;
      auto mishap = delivery_under(families()[family].scheme);
      deliver(mishap);
      const std::string lead(mishap.scheme.prefix);
      const auto text = value_of(mishap).substr(lead.size());
      const auto digest = mishap.scheme.encoding == Encoding::hex ? crypto::from_hex(text) : crypto::from_base64(text);
      set_value(mishap.received, mishap.scheme.signature.header, spelling.rewrite(mishap, lead, *digest));
      CAPTURE(families()[family].name);
      CAPTURE(spelling.name);
      CHECK(told(explain_mishap(mishap)).starts_with("signature: " + std::string(spelling.changes[family])));
    }
  }
}

TEST_CASE("explain: several signatures joined into one header are taken apart") {
  auto mishap = delivery_under(families()[0].scheme);
  deliver(mishap);
  set_value(mishap.received, "X-BFL-Signature", "sha256=" + std::string(64, 'a') + ", " + value_of(mishap));
  CHECK(told(explain_mishap(mishap)) == "signature: entry 2 of the header taken");
}

TEST_CASE("explain: another algorithm is named") {
  struct AlgorithmCase {
    Algorithm algorithm;
    std::string change;
  };
  const std::array cases{AlgorithmCase{Algorithm::hmac_sha1, "HMAC-SHA-1 instead of hmac-sha256"},
                         AlgorithmCase{Algorithm::hmac_sha384, "HMAC-SHA-384 instead of hmac-sha256"},
                         AlgorithmCase{Algorithm::hmac_sha512, "HMAC-SHA-512 instead of hmac-sha256"}};
  for (const auto& family : families()) {
    for (const auto& each : cases) {
      auto mishap = delivery_under(family.scheme);
      mishap.sender.algorithm = each.algorithm;
      deliver(mishap);
      CAPTURE(family.name);
      CHECK(told(explain_mishap(mishap)) == "algorithm: " + each.change);
    }
  }
  struct RowCase {
    const char* provider;
    std::size_t scheme;
    Algorithm algorithm;
    std::string_view input;
    std::string change;
  };
  const std::vector<RowCase> rows{
      {"intercom", 0, Algorithm::hmac_sha256, "{body}", "HMAC-SHA-256 instead of hmac-sha1"},
      {"hubspot", 2, Algorithm::hmac_sha256, "{body}", "HMAC-SHA-256 instead of sha256"},
      {"bfl", 0, Algorithm::sha256, "{body}", "plain SHA-256 of the text, without the secret, instead of hmac-sha256"}};
  for (const auto& each : rows) {
    auto mishap = delivery_under(provider::find_provider(each.provider)->schemes[each.scheme]);
    mishap.sender.algorithm = each.algorithm;
    mishap.sender.input = each.input;
    deliver(mishap);
    CHECK(told(explain_mishap(mishap)) == "algorithm: " + each.change);
  }
  for (const std::string_view input : {"{secret}{body}", "{body}{secret}"}) {
    auto mishap = delivery_under(families()[0].scheme);
    mishap.sender.algorithm = Algorithm::sha256;
    mishap.sender.input = input;
    deliver(mishap);
    CHECK(told(explain_mishap(mishap)).starts_with("algorithm: plain SHA-256 of the "));
  }
}

TEST_CASE("explain: HMAC where a key pair is due, and a key pair where HMAC is due") {
  const auto pair = crypto::PrivateKey::generate(crypto::Signing::ed25519);
  const auto& v1a = provider::find_provider("standard-webhooks")->schemes[1];
  const auto& v1 = provider::find_provider("standard-webhooks")->schemes[0];

  auto hmac = delivery_under(v1a);
  hmac.sender = v1;
  hmac.sender.prefix = "v1a,";
  hmac.sender.key = KeyRule::text;
  hmac.keys.public_keys = {pair.public_key()};
  hmac.sender_keys.secrets = {crypto::Secret(pair.public_key().raw())};
  deliver(hmac);
  CHECK(told(explain_mishap(hmac)) == "algorithm: HMAC-SHA-256 instead of ed25519");

  auto signed_by_pair = delivery_under(v1);
  signed_by_pair.sender = v1a;
  signed_by_pair.sender.prefix = "v1,";
  signed_by_pair.sender_keys.private_key = pair;
  signed_by_pair.keys.public_keys = {pair.public_key()};
  deliver(signed_by_pair);
  CHECK(told(explain_mishap(signed_by_pair)) == "algorithm: Ed25519 instead of hmac-sha256");

  auto body = delivery_under(v1a);
  body.sender_keys.private_key = pair;
  body.keys = {.public_keys = {pair.public_key()}};
  deliver(body);
  body.received.body += "\n";
  CHECK(told(explain_mishap(body)) == "body: final newline removed");
}
