#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "base/gzip.h"
#include "crypto/encoding.h"
#include "support/mishap.h"

using namespace hookctl;
using namespace hookctl::signature;
using namespace hookctl::test;

namespace {

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
  for (const auto& family : families()) {
    for (const auto& each : body_cases()) {
      auto mishap = delivery_under(family.scheme);
      mishap.sent.body = each.signed_body;
      deliver(mishap);
      mishap.received.body = each.received_body;
      CAPTURE(family.name);
      CAPTURE(each.received_body);
      CHECK(told(explain_mishap(mishap)) == "body: " + each.change);
      ++cases;
    }
  }
  CHECK(cases >= 120);
}
