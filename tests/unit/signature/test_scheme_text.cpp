#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "signature/scheme_text.h"

using namespace hookctl;
using namespace hookctl::signature;

TEST_CASE("scheme text: one line says everything a scheme has") {
  const auto owned = parse_scheme(
      R"(hmac-sha512 base64 "{id}\n{ts}\n{body}" X-Sig prefix=v1, key=base64 id=X-Event ts=X-When unit=ms layout=list separator=" " past=60s future=any)");
  REQUIRE(owned);
  const auto& scheme = owned->scheme;
  CHECK(scheme.algorithm == Algorithm::hmac_sha512);
  CHECK(scheme.encoding == Encoding::base64);
  CHECK(std::string(scheme.input) == "{id}\n{ts}\n{body}");
  CHECK(std::string(scheme.signature.header) == "X-Sig");
  CHECK(std::string(scheme.prefix) == "v1,");
  CHECK(scheme.key == KeyRule::base64_after_prefix);
  CHECK(std::string(scheme.id.header) == "X-Event");
  CHECK(std::string(scheme.timestamp.header) == "X-When");
  CHECK(scheme.unit == TimeUnit::millis);
  CHECK(scheme.layout == Layout::list);
  CHECK(scheme.separator == ' ');
  CHECK(scheme.tolerance.past == Seconds{60});
  CHECK_FALSE(scheme.tolerance.future);
}

TEST_CASE("scheme text: what is signed and has no place gets the usual one") {
  const auto plain = parse_scheme("hmac-sha256 hex {id}.{ts}.{body} X-Sig");
  REQUIRE(plain);
  CHECK(std::string(plain->scheme.id.header) == "X-Id");
  CHECK(std::string(plain->scheme.timestamp.header) == "X-Timestamp");
  const auto fields = parse_scheme("hmac-sha256 hex {ts}.{body} X-Sig layout=fields field=v1 tolerance=5m");
  REQUIRE(fields);
  CHECK(fields->scheme.timestamp.empty());
  CHECK(std::string(fields->scheme.timestamp_field) == "t");
  CHECK(fields->scheme.separator == ',');
  CHECK(fields->scheme.tolerance.future == Seconds{300});
  const auto member = parse_scheme("hmac-sha256 hex {body} /signature/value");
  REQUIRE(member);
  CHECK(std::string(member->scheme.signature.pointer) == "/signature/value");
}

TEST_CASE("scheme text: texts stay where they are when the scheme moves") {
  auto first = parse_scheme("hmac-sha256 hex {body} X-S prefix=a=");
  REQUIRE(first);
  std::vector<OwnedScheme> many;
  many.push_back(*std::move(first));
  many.push_back(*parse_scheme("hmac-sha1 hex {body} X-T"));
  CHECK(std::string(many[0].scheme.prefix) == "a=");
  CHECK(std::string(many[0].scheme.signature.header) == "X-S");
}

TEST_CASE("scheme text: an error says what is wrong and shows a whole line that is right") {
  const std::pair<const char*, const char*> cases[] = {
      {"", "it needs an algorithm, an encoding, the signed input and a header, in this order"},
      {"hmac-sha256 hex {body}", "it needs an algorithm, an encoding, the signed input and a header, in this order"},
      {"hmac-sha265 hex {body} X", "unknown algorithm 'hmac-sha265'; did you mean 'hmac-sha256'?"},
      {"hmac-sha256 hexx {body} X", "unknown encoding 'hexx'; did you mean 'hex'?"},
      {"hmac-sha256 hex {bdy} X",
       "unknown placeholder '{bdy}' in a scheme's input; known: {id} {ts} {body} {sha256} {crc32} {method} {url} "
       "{form} {header:NAME} {json:/pointer}"},
      {"hmac-sha256 hex {body X", "a placeholder of the scheme's input has no end; write it as {body}"},
      {"hmac-sha256 hex \"{body} X", "a quote has no end"},
      {"hmac-sha256 hex {body} X:Y", "'X:Y' is not the name of a header"},
      {"hmac-sha256 hex {body} X prefx=a", "unknown option 'prefx'; did you mean 'prefix'?"},
      {"hmac-sha256 hex {body} X prefix", "unknown option 'prefix'; did you mean 'prefix'?"},
      {"hmac-sha256 hex {body} X key=utf8",
       "unknown key rule 'utf8'; known: text, after-prefix, base64, base64-if-prefixed"},
      {"hmac-sha256 hex {body} X unit=sec", "unknown unit 'sec'; did you mean 's'?"},
      {"hmac-sha256 hex {body} X separator=ab", "separator= takes one character, a space as \" \""},
      {"hmac-sha256 hex {body} X layout=fields", "layout=fields needs field=, the name that holds the signature"},
      {"hmac-sha256 hex {body} X field=v1", "field= needs layout=fields"},
      {"hmac-sha256 hex {ts} X ts=field:t", "ts=field: needs layout=fields"},
  };
  const auto example = parse_scheme("oops").error().hint.substr(std::string("write it like: ").size());
  CHECK(parse_scheme(example));
  for (const auto& [text, expected] : cases) {
    CAPTURE(std::string(text));
    const auto scheme = parse_scheme(text);
    REQUIRE_FALSE(scheme);
    CHECK(scheme.error().message == "--scheme: " + std::string(expected));
    CHECK(scheme.error().hint == "write it like: " + example);
  }
}
