#include <doctest/doctest.h>

#include "capture/http_import.h"

using namespace hookctl;
using capture::from_http;

TEST_CASE("http import: a raw request keeps every byte of its headers and its body") {
  const auto all =
      from_http(Bytes("PUT /a?b=%20#c HTTP/1.0\r\nHost: h\r\nX-Z: 1\r\nx-z:\t2 \r\nContent-Length: 5\r\n\r\n") +
                Bytes("###\0\xff", 5) + "\n");
  REQUIRE(all);
  REQUIRE(all->size() == 1);
  const auto& request = all->front().request;
  CHECK(request.method == "PUT");
  CHECK(request.target == "/a?b=%20#c");
  CHECK(request.version == "1.0");
  CHECK(request.headers == Headers{{"Host", "h"}, {"X-Z", "1"}, {"x-z", "2"}, {"Content-Length", "5"}});
  CHECK(request.body == Bytes("###\0\xff", 5));
  CHECK(all->front().lost.empty());
}

TEST_CASE("http import: a file of a REST client holds several requests, comments and variables") {
  const auto all = from_http(
      "@host = http://localhost:3000\n"
      "# a comment\n"
      "### first\n"
      "POST {{host}}/hook\n"
      "    ?a=1\n"
      "Content-Type: application/json\n"
      "\n"
      "{\"a\": 1}\n"
      "\n"
      "###\n"
      "http://localhost/x\n"
      "###\n"
      "POST /y HTTP/1.1\n"
      "Transfer-Encoding: chunked\n"
      "\n"
      "3\nabc\n0\n\n"
      "### last\n"
      "GET /z\n");
  REQUIRE(all);
  REQUIRE(all->size() == 4);
  CHECK((*all)[0].request.target == "/hook?a=1");
  CHECK((*all)[0].url == "http://localhost:3000/hook?a=1");
  CHECK((*all)[0].request.body == "{\"a\": 1}");
  CHECK((*all)[0].request.headers.find("Content-Length") == "8");
  CHECK((*all)[0].name == "line 4");
  CHECK((*all)[1].request.method == "GET");
  CHECK((*all)[1].request.headers == Headers{{"Host", "localhost"}});
  CHECK((*all)[2].request.body == "abc");
  CHECK((*all)[2].request.framing == Framing::chunked);
  CHECK((*all)[3].request.target == "/z");
}

TEST_CASE("http import: what is not in the file is named") {
  struct Case {
    std::string text;
    std::string lost;
  };
  const Case cases[] = {
      {"GET /{{id}}\n", "{{id}} is not defined, and stays"},
      {"POST /\n\n< ./body.json\n", "the body is in another file, which is not read"},
      {"POST /\n\nx\n> {% script %}\n", "what follows the request, before the next ###, is left out"},
      {"POST /\nContent-Length: 9\n\nabc", "the body was announced with 9 bytes and has 3"},
      {"POST /\nTransfer-Encoding: chunked\n\nzz\n",
       "its chunks are not as HTTP has them; the body ends where they are wrong"},
  };
  for (const auto& [text, lost] : cases) {
    CAPTURE(text);
    const auto all = from_http(text);
    REQUIRE(all);
    CHECK(all->front().lost == std::vector<std::string>{lost});
  }
}

TEST_CASE("http import: what is no request is an error that names the line") {
  CHECK(from_http("# nothing\n").error().message == "it holds no request");
  CHECK(from_http("\n\nhello there world\n").error().message.starts_with("line 3: "));
}
