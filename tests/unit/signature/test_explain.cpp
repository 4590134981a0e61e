#include "signature/explain.h"

#include <doctest/doctest.h>

#include <array>
#include <cstdlib>
#include <random>

#include "base/gzip.h"
#include "base/unicode.h"
#include "crypto/digest.h"
#include "crypto/encoding.h"
#include "provider/catalogue.h"
#include "signature/verify.h"
#include "support/mishap.h"

using namespace hookctl;
using namespace hookctl::signature;
using test::Mishap;

namespace {

constexpr Scheme stripe_like{.name = "fields",
                             .input = "{ts}.{body}",
                             .signature = {.header = "Stripe-Signature"},
                             .layout = Layout::fields,
                             .separator = ',',
                             .field = "v1",
                             .timestamp_field = "t"};
constexpr Scheme slack_like{.name = "v0",
                            .input = "v0:{ts}:{body}",
                            .signature = {.header = "X-Slack-Signature"},
                            .prefix = "v0=",
                            .timestamp = {.header = "X-Slack-Request-Timestamp"}};
constexpr Scheme square_like{.name = "url",
                             .input = "{url}{body}",
                             .signature = {.header = "x-square-hmacsha256-signature"},
                             .encoding = Encoding::base64};

struct Family {
  std::string_view name;
  const Scheme& scheme;
};

const std::array families{Family{"raw", provider::find_provider("bfl")->schemes[0]},
                          Family{"id.ts.body", provider::find_provider("wavespeed")->schemes[0]},
                          Family{"list", provider::find_provider("standard-webhooks")->schemes[0]},
                          Family{"fields", stripe_like},
                          Family{"v0:ts:body", slack_like},
                          Family{"url", square_like}};

Explanation explain_mishap(const Mishap& mishap, const Suspects& suspects = {}) {
  VirtualClock clock{test::delivery_time};
  return explain(mishap.scheme, mishap.keys, suspects, mishap.received, test::delivery_time,
                 {clock, {}, Millis{60'000}});
}

std::string told(const Explanation& explanation) {
  if (!explanation.cause) return "nothing found";
  return std::string(to_text(explanation.cause->kind)) + ": " + explanation.cause->change;
}

crypto::Secret secret(std::string_view text) { return crypto::Secret(Bytes(text)); }

void set_value(Request& request, std::string_view header, std::string value) {
  request.headers.set(header, std::move(value));
}

std::string value_of(const Mishap& mishap) {
  return std::string(*mishap.received.headers.find(mishap.scheme.signature.header));
}

/// What a body was when it was signed, and what arrived.
struct BodyCase {
  std::string signed_body;
  std::string received_body;
  std::string change;
};

std::vector<BodyCase> body_cases() {
  const std::string compact = R"({"id":"evt_1","b":1,"a":[1,2]})";
  const std::string spaced = R"({"id": "evt_1", "b": 1, "a": [1, 2]})";
  const std::string indented = "{\n  \"id\": \"evt_1\",\n  \"b\": 1,\n  \"a\": [\n    1,\n    2\n  ]\n}";
  return {
      {compact, compact + "\n", "final newline removed"},
      {compact + "\n", compact, "final newline added"},
      {compact + "\r\n", compact, "final CRLF added"},
      {compact, "\xef\xbb\xbf" + compact, "byte order mark removed"},
      {"\xef\xbb\xbf" + compact, compact, "byte order mark added"},
      {"a\nb\n", "a\r\nb\r\n", "CRLF turned into LF"},
      {"a\r\nb\r\n", "a\nb\n", "LF turned into CRLF"},
      {compact, spaced, "JSON written compact"},
      {spaced, compact, "JSON written with Python's separators"},
      {indented, compact, "JSON indented by 2 spaces"},
      {"{\n    \"a\": 1\n}", R"({"a":1})", "JSON indented by 4 spaces"},
      {"{\n\t\"a\": 1\n}", R"({"a":1})", "JSON indented by tabs"},
      {"{\n  \"a\": 1\n}\n", R"({  "a": 1})", "newlines and the final one put back that were deleted"},
      {"{\n  \"a\": 1\n}", R"({  "a": 1})", "newlines put back that were deleted"},
      {R"({"a":1,"b":2})", "{\"a\":1,\n\"b\":2}", "all newlines deleted"},
      {R"({"a":1,"b":{"c":1,"d":2}})", R"({"b":{"d":2,"c":1},"a":1})", "keys sorted"},
      {R"({"u":"http:\/\/x"})", R"({"u":"http://x"})", "/ written as \\/"},
      {R"({"u":"http://x"})", R"({"u":"http:\/\/x"})", "\\/ written as /"},
      {R"({"n":"Zoë 😀"})", R"({"n":"Zo\u00eb \ud83d\ude00"})", "\\u escapes written as UTF-8"},
      {R"({"n":"Zo\u00eb \ud83d\ude00"})", R"({"n":"Zoë 😀"})", "UTF-8 written as \\u escapes in lower case"},
      {R"({"n":"Zo\u00EB \uD83D\uDE00"})", R"({"n":"Zoë 😀"})", "UTF-8 written as \\u escapes in upper case"},
      {R"({"u":"a?b=1\u0026c=\u003cd\u003e"})", R"({"u":"a?b=1&c=<d>"})", "<, > and & written as \\u003c"},
      {R"({"u":"a?b=1&c=<d>"})", R"({"u":"a?b=1\u0026c=\u003cd\u003e"})", "<, > and & written bare"},
      {R"({"u":"a\u0026b\u002Bc\u0027"})", R"({"u":"a&b+c'"})", "<, >, &, quotes and + written as \\u003C"},
      {R"({"n":1,"m":1.1})", R"({"n":1.0,"m":1.10})", "numbers written without trailing zeros (1.0 as 1)"},
      {R"({"n":1.0,"m":2.0})", R"({"n":1,"m":2})", "whole numbers written with .0"},
      {R"({"n":1,"m":2.0})", R"({"n":1,"m":2})", "number 2 of the body written with .0"},
      {R"({"id":9007199254740993})", R"({"id":9007199254740992})",
       "number 9007199254740992 put back to 9007199254740993"},
      {R"([{"seed":-196619188014358671}])", R"([{"seed":-196619188014358660}])",
       "number -196619188014358660 put back to -196619188014358671"},
      {R"({"id":196619188014358656})", R"({"id":1.9661918801435866e+17})",
       "number 1.9661918801435866e+17 put back to 196619188014358656"},
      {R"({"n": "Zo\u00eb", "u": "a/b"})", R"({"n":"Zoë","u":"a/b"})", "JSON written as Python does"},
      {R"({"n":"Zo\u00eb","u":"a\/b"})", R"({"n": "Zoë", "u": "a/b"})", "JSON written as PHP does"},
      {R"({"n":"Zoë","u":"a\u0026b"})", R"({"n": "Zoë", "u": "a&b"})", "JSON written as Go does"},
      {"Zoe\xcc\x88", "Zo\xc3\xab", "accents decomposed (NFD)"},
      {"Zo\xc3\xab", "Zoe\xcc\x88", "accents composed (NFC)"},
      {"Zo\xc3\xab", "Zo\xc3\x83\xc2\xab", "Latin-1 mojibake undone"},
      {"Zo\xc3\x83\xc2\xab", "Zo\xc3\xab", "UTF-8 read as Latin-1 and written as UTF-8"},
      {"a=x+y&b=%2F", "a=x%20y&b=%2F", "form spaces written as +"},
      {"a=x%20y&b=%2F", "a=x+y&b=%2F", "form spaces written as %20"},
      {"a=x+y&b=%2f", "a=x+y&b=%2F", "form escapes written in lower case"},
      {"a=x y&b=/", "a=x+y&b=%2F", "form decoded"},
      {R"({"a":"x"})", "{&quot;a&quot;:&quot;x&quot;}", "HTML entities undone"},
      {"{&quot;a&quot;:&quot;x&quot;}", R"({"a":"x"})", "HTML entities put in"},
      {compact, crypto::to_base64(compact), "base64 decoded"},
      {crypto::to_base64(compact), compact, "base64 encoded"},
      {R"({"a":1})", R"("{\"a\":1}")", "JSON taken out of a JSON string"},
      {R"("{\"a\":1}")", R"({"a":1})", "JSON put into a JSON string"},
      {compact, gzipped(compact, 6), "gzip inflated"},
      {gzipped(compact, 6), compact, "compressed with gzip"},
      {R"({"a":[1,2]})", R"({"a":[1,2)", "missing end put back"},
      {std::string(512, 'x'), std::string(600, 'x'), "truncated to 512 bytes"},
      {"", compact, "emptied"},
      {"{\n  \"a\": 1,\n  \"b\": 2\n}\n", R"({"a":1,"b":2})", "JSON indented by 2 spaces, and final newline added"},
      {R"({"a": 1, "b": 2})", R"({"b":2,"a":1})", "JSON written with Python's separators, and keys sorted"},
  };
}

}  // namespace

TEST_CASE("explain: a body that was changed is named with its change, whatever the provider") {
  int cases = 0;
  for (const auto& family : families) {
    for (const auto& each : body_cases()) {
      auto mishap = test::delivery_under(family.scheme);
      mishap.sent.body = each.signed_body;
      test::deliver(mishap);
      mishap.received.body = each.received_body;
      CAPTURE(family.name);
      CAPTURE(each.received_body);
      CHECK(told(explain_mishap(mishap)) == "body: " + each.change);
      ++cases;
    }
  }
  CHECK(cases >= 120);
}

TEST_CASE("explain: a secret that is not quite the sender's is named with its change") {
  struct SecretCase {
    std::string senders;
    std::string receivers;
    std::string change;
  };
  const std::string plain(test::shared_secret);
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
  for (const auto& family : families) {
    for (const auto& each : cases) {
      auto mishap = test::delivery_under(family.scheme);
      mishap.sender_keys.secrets = {secret(each.senders)};
      mishap.keys.secrets = {secret(each.receivers)};
      test::deliver(mishap);
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
  const std::string plain(test::shared_secret);
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
    auto mishap = test::delivery_under(families[each.family].scheme);
    mishap.sender.key = KeyRule::text;
    mishap.sender_keys.secrets = {secret(each.key)};
    test::deliver(mishap);
    CAPTURE(each.change);
    CAPTURE(each.family);
    const auto found = told(explain_mishap(mishap));
    CHECK(found == (each.change == "nothing found" ? each.change : "secret: " + each.change));
  }
}

TEST_CASE("explain: a delivery signed with an empty secret is named") {
  auto mishap = test::delivery_under(families[0].scheme);
  const auto mac = crypto::hmac(crypto::Digest::sha256, secret(""), mishap.received.body);
  set_value(mishap.received, "X-BFL-Signature", "sha256=" + crypto::to_hex(mac));
  CHECK(told(explain_mishap(mishap)) == "secret: an empty secret used");
}

TEST_CASE("explain: another of the given secrets is the secret class, and unusable secrets are explained too") {
  auto other = test::delivery_under(families[0].scheme);
  other.sender_keys.secrets = {secret("of another provider")};
  test::deliver(other);
  const std::array others{secret("of another provider")};
  CHECK(told(explain_mishap(other, {.secrets = others})) == "secret: another of the given secrets used");

  auto unusable = test::delivery_under(families[2].scheme);
  unusable.sender.key = KeyRule::text;
  unusable.sender_keys.secrets = unusable.keys.secrets = {secret("not base64!")};
  test::deliver(unusable);
  CHECK(to_text(verify(unusable.scheme, unusable.keys, unusable.received, test::delivery_time).reason) ==
        "key_unusable");
  CHECK(told(explain_mishap(unusable)) == "secret: secret used as text");
}

TEST_CASE("explain: a signed text that is put together otherwise is named") {
  struct InputCase {
    std::size_t family;
    std::string_view input;
    std::string change;
  };
  constexpr std::array<std::size_t, 4> timed{1, 2, 3, 4};
  const std::vector<InputCase> cases{
      {1, "{ts}.{body}", "timestamp.body signed"},
      {2, "{id}.{body}", "id.body signed"},
      {1, "{ts}.{id}.{body}", "timestamp.id.body signed"},
      {2, "{id}:{ts}:{body}", "id:timestamp:body signed"},
      {1, "{id}\n{ts}\n{body}", "id, timestamp and body signed with newlines between"},
      {2, "{id}{ts}{body}", "id, timestamp and body signed without separators"},
      {3, "{ts}:{body}", "timestamp:body signed"},
      {3, "{ts}{body}", "timestamp and body signed without a separator"},
      {3, "{ts}\n{body}", "timestamp, newline and body signed"},
      {3, "{body}.{ts}", "body.timestamp signed"},
      {3, "v0:{ts}:{body}", "v0:timestamp:body signed"},
      {4, "{ts}.{body}", "timestamp.body signed"},
      {4, "v1:{ts}:{body}", "v1:timestamp:body signed"},
      {4, "{body}{ts}", "body and timestamp signed without a separator"},
      {5, "{body}{url}", "body and URL signed"},
      {5, "{method}{url}{body}", "method, URL and body signed"},
      {0, "{sha256}", "hash of the body signed instead of the body"},
  };
  for (const auto& each : cases) {
    auto mishap = test::delivery_under(families[each.family].scheme);
    mishap.sender.input = each.input;
    test::deliver(mishap);
    CHECK(told(explain_mishap(mishap)) == "input: " + each.change);
  }
  for (const auto family : timed) {
    auto bare = test::delivery_under(families[family].scheme);
    bare.sender.input = "{body}";
    test::deliver(bare);
    CHECK(told(explain_mishap(bare)) == "input: timestamp and id left out: the body alone signed");

    auto other_time = test::delivery_under(families[family].scheme);
    other_time.sender.timestamp_field = {};
    other_time.stamp.timestamp = "1759999990";
    test::deliver(other_time);
    other_time.received.headers.add("X-Other-Timestamp", "1759999990");
    const auto now_text = std::string("1760000000");
    if (!other_time.scheme.timestamp.header.empty()) {
      set_value(other_time.received, other_time.scheme.timestamp.header, now_text);
    } else {
      set_value(other_time.received, other_time.scheme.signature.header, "t=" + now_text + "," + value_of(other_time));
    }
    CHECK(told(explain_mishap(other_time)) == "input: another timestamp signed: 1759999990");
  }
}

TEST_CASE("explain: another id than the header's, where the delivery carries it, is named") {
  auto mishap = test::delivery_under(families[2].scheme);
  mishap.stamp.id = "msg_2";
  mishap.sent.headers.add("X-Request-Id", "msg_2");
  test::deliver(mishap);
  set_value(mishap.received, "webhook-id", "msg_1");
  CHECK(told(explain_mishap(mishap)) == "input: another id signed: msg_2");
}

TEST_CASE("explain: a URL that was another one for the sender is named") {
  struct UrlCase {
    std::string senders;
    std::string receivers;
    Header header;
    std::string change;
  };
  const std::vector<UrlCase> cases{
      {"https://h.example/a", "http://h.example/a", {"X-A", "b"}, "https instead of http"},
      {"http://h.example/a", "https://h.example/a", {"X-A", "b"}, "http instead of https"},
      {"https://h.example/a", "https://h.example:8443/a", {"X-A", "b"}, "port left out"},
      {"https://h.example:443/a", "https://h.example/a", {"X-A", "b"}, "port 443 written"},
      {"https://h.example/a/", "https://h.example/a", {"X-A", "b"}, "trailing slash added or removed"},
      {"https://h.example/a", "https://h.example/a/", {"X-A", "b"}, "trailing slash added or removed"},
      {"https://h.example/a", "https://h.example/v1/a", {"X-A", "b"}, "first part of the path left out"},
      {"https://h.example/a?x=1&y=2", "https://h.example/a?y=2&x=1", {"X-A", "b"}, "query sorted"},
      {"https://h.example/a?y=2&x=1", "https://h.example/a?x=1&y=2", {"X-A", "b"}, "query in reverse order"},
      {"https://h.example/a", "https://h.example/a?x=1", {"X-A", "b"}, "query left out"},
      {"https://h.example/a?x=p+q", "https://h.example/a?x=p%20q", {"X-A", "b"}, "query written with + for spaces"},
      {"https://pub.example/a",
       "https://in.local/a",
       {"X-Forwarded-Host", "pub.example"},
       "host taken from X-Forwarded-Host"},
      {"https://pub.example/a",
       "https://in.local/a",
       {"Forwarded", "for=1.2.3.4;host=pub.example"},
       "host taken from Forwarded"},
      {"https://h.example/api/a",
       "https://h.example/a",
       {"X-Forwarded-Prefix", "/api"},
       "path prefix taken from X-Forwarded-Prefix"},
      {"http://h.example:80/a", "http://h.example/a", {"X-A", "b"}, "port 80 written"},
      {"https://h.example:8443/a", "https://h.example/a", {"X-A", "b"}, "port 8443 written"},
      {"http://h.example:8080/a", "http://h.example/a", {"X-A", "b"}, "port 8080 written"},
      {"https://h.example/a?x=p%20q", "https://h.example/a?x=p+q", {"X-A", "b"}, "query written with %20 for spaces"},
      {"https://h.example/a?x=%2f", "https://h.example/a?x=%2F", {"X-A", "b"}, "query written with lower-case escapes"},
      {"https://h.example/a?x={y}", "https://h.example/a?x=%7By%7D", {"X-A", "b"}, "query decoded"},
      {"https://h.example/a b", "https://h.example/a%20b", {"X-A", "b"}, "path decoded"},
      {"https://h.example/a", "https://u:p@h.example/a", {"X-A", "b"}, "user and password left out"},
      {"https://www.h.example/a", "https://h.example/a", {"X-A", "b"}, "www. added or removed"},
      {"https://h.example/in/a?q=1",
       "https://h.example/",
       {"X-Original-URI", "/in/a?q=1"},
       "path taken from X-Original-URI"},
      {"https://pub.example/a",
       "http://in.local/a",
       {"X-Forwarded-Host", "pub.example"},
       "host taken from X-Forwarded-Host, and https instead of http"},
  };
  for (const auto& each : cases) {
    auto mishap = test::delivery_under(square_like);
    mishap.sent.url = each.senders;
    test::deliver(mishap);
    mishap.received.url = each.receivers;
    mishap.received.headers.add(each.header.name, each.header.value);
    CAPTURE(each.senders);
    CHECK(told(explain_mishap(mishap)) == "url: " + each.change);
  }
}

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
      auto mishap = test::delivery_under(families[family].scheme);
      test::deliver(mishap);
      const std::string lead(mishap.scheme.prefix);
      const auto text = value_of(mishap).substr(lead.size());
      const auto digest = mishap.scheme.encoding == Encoding::hex ? crypto::from_hex(text) : crypto::from_base64(text);
      set_value(mishap.received, mishap.scheme.signature.header, spelling.rewrite(mishap, lead, *digest));
      CAPTURE(families[family].name);
      CAPTURE(spelling.name);
      CHECK(told(explain_mishap(mishap)).starts_with("signature: " + std::string(spelling.changes[family])));
    }
  }
}

TEST_CASE("explain: several signatures joined into one header are taken apart") {
  auto mishap = test::delivery_under(families[0].scheme);
  test::deliver(mishap);
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
  for (const auto& family : families) {
    for (const auto& each : cases) {
      auto mishap = test::delivery_under(family.scheme);
      mishap.sender.algorithm = each.algorithm;
      test::deliver(mishap);
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
    auto mishap = test::delivery_under(provider::find_provider(each.provider)->schemes[each.scheme]);
    mishap.sender.algorithm = each.algorithm;
    mishap.sender.input = each.input;
    test::deliver(mishap);
    CHECK(told(explain_mishap(mishap)) == "algorithm: " + each.change);
  }
  for (const std::string_view input : {"{secret}{body}", "{body}{secret}"}) {
    auto mishap = test::delivery_under(families[0].scheme);
    mishap.sender.algorithm = Algorithm::sha256;
    mishap.sender.input = input;
    test::deliver(mishap);
    CHECK(told(explain_mishap(mishap)).starts_with("algorithm: plain SHA-256 of the "));
  }
}

TEST_CASE("explain: HMAC where a key pair is due, and a key pair where HMAC is due") {
  const auto pair = crypto::PrivateKey::generate(crypto::Signing::ed25519);
  const auto& v1a = provider::find_provider("standard-webhooks")->schemes[1];
  const auto& v1 = provider::find_provider("standard-webhooks")->schemes[0];

  auto hmac = test::delivery_under(v1a);
  hmac.sender = v1;
  hmac.sender.prefix = "v1a,";
  hmac.sender.key = KeyRule::text;
  hmac.keys.public_keys = {pair.public_key()};
  hmac.sender_keys.secrets = {crypto::Secret(pair.public_key().raw())};
  test::deliver(hmac);
  CHECK(told(explain_mishap(hmac)) == "algorithm: HMAC-SHA-256 instead of ed25519");

  auto signed_by_pair = test::delivery_under(v1);
  signed_by_pair.sender = v1a;
  signed_by_pair.sender.prefix = "v1,";
  signed_by_pair.sender_keys.private_key = pair;
  signed_by_pair.keys.public_keys = {pair.public_key()};
  test::deliver(signed_by_pair);
  CHECK(told(explain_mishap(signed_by_pair)) == "algorithm: Ed25519 instead of hmac-sha256");

  auto body = test::delivery_under(v1a);
  body.sender_keys.private_key = pair;
  body.keys = {.public_keys = {pair.public_key()}};
  test::deliver(body);
  body.received.body += "\n";
  CHECK(told(explain_mishap(body)) == "body: final newline removed");
}

TEST_CASE("explain: a delivery of another provider is named") {
  auto mishap = test::delivery_under(provider::find_provider("wavespeed")->schemes[0]);
  test::deliver(mishap);
  mishap.scheme = provider::find_provider("standard-webhooks")->schemes[0];
  const std::array others{NamedScheme{"wavespeed", provider::find_provider("wavespeed")->schemes[0]}};
  CHECK(told(explain_mishap(mishap, {.schemes = others})) == "scheme: verified as wavespeed v3");
}

TEST_CASE("explain: a delivery with two signatures, one of them another provider's and right, is that provider's") {
  const auto& wavespeed = provider::find_provider("wavespeed")->schemes[0];
  const auto& stripe = provider::find_provider("stripe")->schemes[0];
  auto mishap = test::delivery_under(stripe);
  test::deliver(mishap);
  const auto signed_at = value_of(mishap);
  mishap.scheme = provider::find_provider("paddle")->schemes[0];
  mishap.received.headers.set("Paddle-Signature", "ts=1760000000;h1=" + signed_at.substr(signed_at.find("v1=") + 3));
  const std::array others{NamedScheme{"wavespeed", wavespeed}, NamedScheme{"stripe", stripe}};
  CHECK(told(explain_mishap(mishap, {.schemes = others})) == "scheme: verified as stripe v1");
  CHECK(told(explain_mishap(mishap)) == "input: timestamp.body signed");
}

TEST_CASE("explain: a signature that is right with a clock that is wrong is the time class") {
  struct TimeCase {
    std::string timestamp;
    std::string change;
  };
  const std::vector<TimeCase> cases{
      {"1760000000000", "timestamp read as milliseconds instead of seconds"},
      {"1760000000000000", "timestamp read as microseconds instead of seconds"},
      {"2025-10-09T08:53:20Z", "timestamp read as an RFC 3339 time instead of seconds"},
      {"1760007200", "clock moved by +02:00, a time zone's offset"},
      {"1759982000", "clock moved by -05:00, a time zone's offset"},
      {"1760000500", "clock moved 8 min 20 s ahead"},
      {"1759999000", "clock moved 16 min 40 s back"},
      {"1759900000", "clock moved 27 h 46 min back"},
      {"1759740000", "clock moved 3 days back"},
      {"1758956400", "clock moved 12 days 1 h back"},
      {"1768467200", "clock moved 98 days ahead"},
      {"1664703160", "clock moved 3 years 7 days back"},
  };
  for (const auto& family : families) {
    if (!signs_time(family.scheme)) continue;
    for (const auto& each : cases) {
      auto mishap = test::delivery_under(family.scheme);
      mishap.stamp.timestamp = each.timestamp;
      test::deliver(mishap);
      CAPTURE(family.name);
      CHECK(told(explain_mishap(mishap)) == "time: " + each.change);
    }
  }
}

TEST_CASE("explain: two changes are named both, with the class of the larger") {
  auto mishap = test::delivery_under(families[2].scheme);
  mishap.sent.body = R"({"a": 1, "b": 2})";
  test::deliver(mishap);
  mishap.received.body = R"({"a":1,"b":2})";
  mishap.keys.secrets = {secret(std::string(test::shared_secret) + "\n")};
  const auto explanation = explain_mishap(mishap);
  CHECK(told(explanation) == "body: white space around the secret removed, and JSON written with Python's separators");
  CHECK(explanation.first_difference == std::optional<std::size_t>(5));
}

TEST_CASE("explain: a wrong secret is never given a cause, and what was ruled out is said") {
  const auto* asked = std::getenv("HOOKCTL_WRONG_SECRETS");
  const int runs = asked == nullptr ? 300 : std::atoi(asked);
  std::mt19937_64 random(7);
  std::array<NamedScheme, 8> others{};
  std::size_t count = 0;
  for (const auto& row : provider::catalogue()) {
    if (!row.schemes.empty() && count < others.size()) others[count++] = {row.name, row.schemes[0]};
  }
  for (int i = 0; i < runs; ++i) {
    auto mishap = test::delivery_under(families[static_cast<std::size_t>(i) % families.size()].scheme);
    test::deliver(mishap);
    Bytes wrong;
    while (wrong.size() < 24) wrong += static_cast<char>(random());
    mishap.keys.secrets = {secret("whsec_" + crypto::to_base64(wrong))};
    const auto explanation = explain_mishap(mishap, {.schemes = std::span(others).first(count)});
    REQUIRE(told(explanation) == "nothing found");
    REQUIRE_FALSE(explanation.ruled_out.empty());
    REQUIRE(explanation.hypotheses > 500);
  }
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
    auto mishap = test::delivery_under(token);
    mishap.received.headers.set("X-Token", each.sent);
    mishap.keys.secrets = {secret(each.given)};
    CAPTURE(each.sent);
    CHECK(told(explain_mishap(mishap)).starts_with(each.told));
  }
}

TEST_CASE("explain: a body too large for pairs is searched for one change") {
  auto mishap = test::delivery_under(families[0].scheme);
  mishap.sent.body = "[" + std::string(largest_for_pairs, ' ') + "1]";
  test::deliver(mishap);
  mishap.received.body += "\n";
  CHECK(told(explain_mishap(mishap)) == "body: final newline removed");
  mishap.keys.secrets = {secret(std::string(test::shared_secret) + "\n")};
  CHECK(told(explain_mishap(mishap)) == "nothing found");
}

TEST_CASE("explain: a search stops when asked to") {
  auto mishap = test::delivery_under(families[0].scheme);
  test::deliver(mishap);
  mishap.received.body += "\n";
  VirtualClock clock{test::delivery_time};
  std::stop_source stop;
  stop.request_stop();
  const auto explanation = explain(mishap.scheme, mishap.keys, {}, mishap.received, test::delivery_time,
                                   {clock, stop.get_token(), Millis{60'000}});
  CHECK(explanation.hypotheses == 1);
}

TEST_CASE("explain: a genuine delivery has no cause") {
  for (const auto& family : families) {
    auto mishap = test::delivery_under(family.scheme);
    test::deliver(mishap);
    const auto explanation = explain_mishap(mishap);
    CHECK(told(explanation) == "nothing found");
    CHECK(explanation.hypotheses == 1);
  }
}
