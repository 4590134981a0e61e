#include <doctest/doctest.h>

#include <string>

#include "capture/fixture.h"
#include "support/folder.h"

using namespace hookctl;
using capture::Fixture;
using capture::parse_fixture;

namespace {

Fixture with_body(const Bytes& body) {
  return {.provider = "bfl",
          .request = {.target = "/hook?a=1",
                      .headers = {{"X-Sig", "{{sign}}"}, {"x-dup", ""}, {"X-Dup", ":b"}, {"X-Raw", "\xff\x01"}},
                      .body = body,
                      .framing = Framing::length,
                      .url = "https://example.com/hook"},
          .expect = {.status = "2xx", .body = "ok", .max_latency = "2s"}};
}

std::string with_request(const std::string& members) {
  return R"({"v":1,"type":"fixture","request":{"method":"POST","target":"/","headers":[])" + members + "}}";
}

}  // namespace

TEST_CASE("fixture: a body is written so that it can be read well and comes back to the byte") {
  struct Case {
    Bytes body;
    std::string shown;
  };
  const Case cases[] = {
      {"", "\"headers\""},
      {R"({"b":1.10,"a":"\u00e9\/","n":12345678901234567890})", "      \"b\": 1.10,\n      \"a\": \"\\u00e9\\/\",\n"},
      {R"({"a": [1, 2], "b": {}})", "\"spacing\": \"spaced\""},
      {"{\n  \"a\": [\n    1\n  ]\n}", "\"spacing\": \"2 spaces\""},
      {"{\n\t\"a\": 1\n}", "\"spacing\": \"tabs\""},
      {R"({"a":1, "b":2})", R"("text": [)"},
      {"{\"a\":1}\n", R"("text": [)"},
      {"a=1\r\nb=2\n", "      \"a=1\\r\\n\",\n      \"b=2\\n\"\n"},
      {Bytes("\0\xff\xfe", 3), R"("base64": [)"},
      {Bytes(200, '[') + Bytes(200, ']'), R"("text": [)"},
      {Bytes(127, '[') + Bytes(127, ']'), R"("text": [)"},
  };
  for (const auto& [body, shown] : cases) {
    CAPTURE(body);
    const auto text = to_text(with_body(body));
    CAPTURE(text);
    CHECK(text.find(shown) != text.npos);
    const auto read = parse_fixture(text);
    REQUIRE(read);
    CHECK(*read == with_body(body));
  }
}

TEST_CASE("fixture: other white space around its members changes nothing") {
  auto text = to_text(with_body(R"({"a":{"b":[1,2]}})"));
  for (std::size_t at = 0; (at = text.find('\n', at)) != text.npos; at += 2) text.replace(at, 1, "\r\n");
  const auto read = parse_fixture(text);
  REQUIRE(read);
  CHECK(read->request.body == R"({"a":{"b":[1,2]}})");
}

TEST_CASE("fixture: what is wrong is named by its member") {
  struct Case {
    std::string text;
    std::string problem;
  };
  const Case cases[] = {
      {"{", "offset"},
      {"[]", " must be an object"},
      {R"({"v":2,"type":"fixture","request":{"method":"GET","target":"/"}})", "v must be 1"},
      {R"({"v":1,"type":"capture","request":{"method":"GET","target":"/"}})", "type must be \"fixture\""},
      {R"({"v":1,"type":"fixture"})", "request is missing"},
      {R"({"v":1,"v":1,"type":"fixture"})", "v stands there twice"},
      {R"({"v":1,"type":"fixture","reqest":{}})", "reqest is unknown; did you mean 'request'?"},
      {R"({"v":1,"type":"fixture","request":{"method":"GET"}})", "request/target is missing"},
      {R"({"v":1,"type":"fixture","request":{"method":"GET","target":1}})", "request/target must hold strings"},
      {with_request(R"(,"json":{},"text":[],"spacing":"compact")"), "exclude each other"},
      {with_request(R"(,"json":{})"), "request/spacing is missing"},
      {with_request(R"(,"json":{},"spacing":"compct")"), "did you mean 'compact'?"},
      {with_request(R"(,"base64":["*"])"), "request/base64 is not base64"},
      {with_request(R"(,"text":["a"],"sha256":"00")"), "request/sha256 is that of another body"},
      {R"({"v":1,"type":"fixture","request":{"method":"GET","target":"/","headers":["X"]}})", "not 'Name: value'"},
  };
  for (const auto& [text, problem] : cases) {
    CAPTURE(text);
    const auto read = parse_fixture(text);
    REQUIRE_FALSE(read);
    CAPTURE(read.error().message);
    CHECK(read.error().message.find(problem) != std::string::npos);
  }
}

TEST_CASE("fixture: those of a folder are found below it, sorted, and nothing else") {
  const test::Folder home;
  home.write("b/two.hook.json", "");
  home.write("a.hook.json", "");
  home.write("b/body.json", "");
  const auto found = capture::fixtures_in(home.path() + "/");
  REQUIRE(found);
  CHECK(*found == std::vector<std::string>{home.file("a.hook.json"), home.file("b/two.hook.json")});
  CHECK_FALSE(capture::fixtures_in(home.file("nowhere")));
  CHECK_FALSE(capture::fixtures_in(home.file("b/two.hook.json")));
}
