#include "capture/redaction.h"

#include <doctest/doctest.h>

#include "capture/decode.h"
#include "crypto/digest.h"
#include "unit/capture/samples.h"

using namespace hookctl;
using namespace hookctl::capture;
using namespace hookctl::capture::samples;

namespace {

Placeholders placeholders() { return Placeholders(crypto::Secret("a key for tests")); }

std::string shown(ByteView value) { return placeholders().of(value); }

std::string quoted(ByteView value) { return '"' + shown(value) + '"'; }

Redaction redaction(const std::vector<std::string>& rules) {
  const std::vector<std::string> proofs{"header:X-Signature", "json:/proof", "query:bodySHA256"};
  return *Redaction::parse(rules, proofs, placeholders());
}

Capture capture_of(Bytes body) {
  auto capture = small_capture(1);
  capture.request.body = std::move(body);
  return capture;
}

Capture redacted(Capture capture, const std::vector<std::string>& rules) {
  redaction(rules).apply(capture);
  return capture;
}

}  // namespace

TEST_CASE("redaction: the values a rule names become placeholders, every other byte of the body stays") {
  struct Case {
    std::string rule;
    Bytes body;
    Bytes due;
  };
  const Case cases[] = {
      {"json:/customer/email", R"({ "customer": {"email":"a\u0040b.c", "n":1.10} })",
       R"({ "customer": {"email":)" + quoted("a@b.c") + R"(, "n":1.10} })"},
      {"json:/items/*/name", R"({"items":[{"name":"x"},{"name":"y"},{}]})",
       R"({"items":[{"name":)" + quoted("x") + R"(},{"name":)" + quoted("y") + R"(},{}]})"},
      {"json:/items/1", R"({"items":["x",20]})", R"({"items":["x",)" + quoted("20") + "]}"},
      {"json:/a~1b/m~0n", R"({"a/b":{"m~n":null}})", R"({"a/b":{"m~n":)" + quoted("null") + "}}"},
      {"json:/*", R"({"a":[1, 2],"b":true})", R"({"a":)" + quoted("[1, 2]") + R"(,"b":)" + quoted("true") + "}"},
      {"json:", R"( "x" )", " " + quoted("x") + " "},
  };
  for (const auto& [rule, body, due] : cases) {
    CAPTURE(rule);
    const auto done = redacted(capture_of(body), {rule});
    CHECK(done.request.body == due);
    CHECK(done.redacted == std::vector{rule});
  }
}

TEST_CASE("redaction: of equal keys all are meant, not only the one that counts") {
  const auto done = redacted(capture_of(R"({"e":"a","e":"b"})"), {"json:/e"});
  CHECK(done.request.body == R"({"e":)" + quoted("a") + R"(,"e":)" + quoted("b") + "}");
}

TEST_CASE("redaction: where rules meet, the outer value goes and both rules are named") {
  const auto done = redacted(capture_of(R"({"c":{"e":"a"}})"), {"json:/c/e", "json:/c"});
  CHECK(done.request.body == R"({"c":)" + quoted(R"({"e":"a"})") + "}");
  CHECK(done.redacted == std::vector<std::string>{"json:/c", "json:/c/e"});
}

TEST_CASE("redaction: a body that is no JSON is replaced whole when a rule is about JSON, and it is said") {
  for (const auto& body : {Bytes("email=a%40b.c"), Bytes(R"({"email":"a@b)"), Bytes("\x1f\x8b\0\0", 4)}) {
    CAPTURE(body);
    const auto done = redacted(capture_of(body), {"json:/email"});
    CHECK(done.request.body == shown(body));
    CHECK(done.redacted == std::vector<std::string>{"body"});
    CHECK(redacted(capture_of(body), {"header:X-A"}).request.body == body);
  }
  CHECK(redacted(capture_of(""), {"json:/email"}).redacted.empty());
}

TEST_CASE("redaction: headers of a name, in any case and number, trailers too, and masked ones stay masked") {
  auto capture = capture_of("{}");
  capture.request.headers = {{"X-Customer", "a"}, {"x-customer", "b"}, {"X-Other", "a"}, {"X-Empty", ""}};
  capture.request.trailers = {{"X-CUSTOMER", "a"}};
  const auto done = redacted(capture, {"header:X-Customer", "header:X-Empty"});
  CHECK(done.request.headers ==
        Headers{{"X-Customer", shown("a")}, {"x-customer", shown("b")}, {"X-Other", "a"}, {"X-Empty", ""}});
  CHECK(done.request.trailers == Headers{{"X-CUSTOMER", shown("a")}});
  CHECK(done.redacted == std::vector<std::string>{"header:X-Customer"});
  capture.masked = {"X-Customer"};
  CHECK(redacted(capture, {"header:X-Customer"}) == capture);
}

TEST_CASE("redaction: a parameter of the query, in the target and in the public URL") {
  auto capture = capture_of("{}");
  capture.request.target = "/hook?a=1&e%6Dail=a%40b+c&email&email=&b=?#email=x";
  capture.public_url = "https://x.example/hook?email=a%40b%20c";
  const auto done = redacted(capture, {"query:email"});
  CHECK(done.request.target == "/hook?a=1&e%6Dail=" + shown("a@b c") + "&email&email=&b=?#email=x");
  CHECK(*done.public_url == "https://x.example/hook?email=" + shown("a@b c"));
  CHECK(done.redacted == std::vector<std::string>{"query:email"});
}

TEST_CASE("redaction: what proves a body goes with it unnamed, and stays with a body that stays") {
  auto capture = capture_of(R"({"e":"a","proof":"p"})");
  capture.request.headers = {{"x-signature", "s"}, {"Content-Digest", "sha-256=:AA==:"}, {"Date", "now"}};
  capture.request.target = "/?bodySHA256=00ff&a=1";
  const auto done = redacted(capture, {"json:/e"});
  CHECK(done.request.headers ==
        Headers{{"x-signature", shown("s")}, {"Content-Digest", shown("sha-256=:AA==:")}, {"Date", "now"}});
  CHECK(done.request.body == R"({"e":)" + quoted("a") + R"(,"proof":)" + quoted("p") + "}");
  CHECK(done.request.target == "/?bodySHA256=" + shown("00ff") + "&a=1");
  CHECK(done.redacted == std::vector<std::string>{"json:/e"});
  CHECK(redacted(capture, {"json:/f"}) == capture);
}

TEST_CASE("redaction: the event does not keep what was taken out, nor a hash of the body it was in") {
  struct Case {
    std::string noted;
    bool goes;
  };
  const Bytes body = R"({"user":{"id":"u1"},"id":"e1"})";
  const Case cases[] = {{"u1", true},  {"e1:u1", true}, {crypto::sha256_hex(body), true},
                        {"e1", false}, {"u11", false},  {"", false}};
  for (const auto& [noted, goes] : cases) {
    CAPTURE(noted);
    auto capture = capture_of(body);
    capture.event = EventNote{.provider = "bfl", .id = noted, .subject = noted, .raw_status = noted};
    const auto event = *redacted(capture, {"json:/user"}).event;
    const auto due = goes ? shown(noted) : noted;
    CHECK(event.id == due);
    CHECK(event.subject == due);
    CHECK(event.raw_status == due);
  }
}

TEST_CASE("redaction: a second time changes nothing, a rule that does not apply neither") {
  auto capture = capture_of(R"({"e":"a","l":[1]})");
  capture.request.headers = {{"X-A", "a"}, {"X-Signature", "s"}};
  capture.request.target = "/?q=1";
  const std::vector<std::string> rules{"json:/e", "json:/l/0", "header:X-A", "query:q"};
  auto once = redacted(capture, rules);
  CHECK(once.redacted == rules);
  const auto twice = once;
  CHECK_FALSE(redaction(rules).apply(once));
  CHECK(once == twice);
  CHECK_FALSE(redaction({"json:/x/y", "json:/l/7", "json:/e/*", "header:X-B", "query:z"}).apply(capture));
}

TEST_CASE("redaction: what apps answered, by the same rules") {
  Outcome outcome{.id = "A", .forwards = {{.to = "http://a", .body = R"({"e":"a"})"}, {.to = "b", .body = "no e: a"}}};
  REQUIRE(redaction({"json:/e"}).apply(outcome));
  CHECK(outcome.forwards[0].body == R"({"e":)" + quoted("a") + "}");
  CHECK(outcome.forwards[1].body == shown("no e: a"));
  CHECK_FALSE(redaction({"header:X-A"}).apply(outcome));
}

TEST_CASE("redaction: bytes that HTTP forbids go whole when the name in a rule is among them") {
  const Refused refused{.id = "A", .head = "GET /?token=1 HTTP/1.1\r\nx-customer : a\r\n\r\n{\"email\":1}"};
  for (const auto& rule : {"query:token", "header:X-Customer", "json:/customer/email", "json:/email/*", "json:"}) {
    CAPTURE(rule);
    auto record = refused;
    CHECK(redaction({rule}).apply(record));
    CHECK(record.head == shown(refused.head));
    CHECK_FALSE(redaction({rule}).apply(record));
  }
  auto record = refused;
  CHECK_FALSE(redaction({"query:key", "json:/name"}).apply(record));
}

TEST_CASE("redaction: equal values have equal placeholders under one key, and others under another") {
  CHECK(shown("a") == shown("a"));
  CHECK(shown("a") != shown("b"));
  CHECK(shown("a") != Placeholders(crypto::Secret("another key")).of("a"));
  CHECK(is_placeholder(shown("a")));
  for (const auto text : {"redacted-", "redacted-0123456789abc", "redacted-0123456789AB", "redacted-0123456789ag"}) {
    CHECK_FALSE(is_placeholder(text));
  }
}

TEST_CASE("redaction: what is no rule is refused with the forms there are") {
  for (const auto text : {"", "email", "json", "json:email", "json:/a~2", "json:/a~", "header:", "query:", "body:x"}) {
    CAPTURE(text);
    const auto rule = parse_redaction_rule(text);
    REQUIRE_FALSE(rule);
    CHECK(rule.error().hint.find("json:/customer/email") != std::string::npos);
  }
}

TEST_CASE("redaction: the record says which rules changed it, with size and hash of what is stored") {
  const auto done = redacted(capture_of(R"({"e":"a"})"), {"json:/e"});
  const auto line = line_of(done);
  CHECK(line.find(R"("public_url":null,"redacted":["json:/e"],)") != line.npos);
  const auto read = decode_record(line);
  REQUIRE(read);
  CHECK(std::get<Capture>(*read) == done);
}
