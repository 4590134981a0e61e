#include <doctest/doctest.h>

#include "wire/render.h"

using namespace hookctl;

TEST_CASE("render: headers stand in their own order and case, and nothing is added") {
  const Request request{.method = "POST",
                        .target = "/hook?x=1&x=%20",
                        .headers = {{"Host", "a"}, {"X-Dup", "1"}, {"x-dup", ""}, {"Content-Length", "3"}},
                        .body = Bytes("a\0b", 3)};
  const auto bytes = wire::render(request);
  REQUIRE(bytes);
  CHECK(*bytes ==
        "POST /hook?x=1&x=%20 HTTP/1.1\r\nHost: a\r\nX-Dup: 1\r\nx-dup: \r\nContent-Length: 3\r\n\r\n" + request.body);
}

TEST_CASE("render: a chunked body goes as one chunk with its trailers") {
  const Headers coding{{"Transfer-Encoding", "chunked"}};
  const std::string head = "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n";
  const auto full = wire::render({.version = "1.0",
                                  .headers = coding,
                                  .body = "0123456789abcdef!",
                                  .framing = Framing::chunked,
                                  .trailers = {{"X-End", "1"}}});
  REQUIRE(full);
  CHECK(*full == head + "11\r\n0123456789abcdef!\r\n0\r\nX-End: 1\r\n\r\n");
  const auto empty = wire::render({.version = "1.0", .headers = coding, .framing = Framing::chunked});
  REQUIRE(empty);
  CHECK(*empty == head + "0\r\n\r\n");
}

TEST_CASE("render: bytes above 127 travel as they are") {
  const auto bytes = wire::render({.target = "/\xc3\xa9", .headers = {{"X", "\xff\t\x01"}}});
  REQUIRE(bytes);
  CHECK(*bytes == "POST /\xc3\xa9 HTTP/1.1\r\nX: \xff\t\x01\r\n\r\n");
}

TEST_CASE("render: what would break out of its line is refused") {
  struct Case {
    Request request;
    std::string why;
  };
  const Case cases[] = {
      {{.method = ""}, "cannot send '' as a method"},
      {{.method = "GE T"}, "cannot send 'GE T' as a method"},
      {{.method = "GET\r\nX:"}, "cannot send 'GET\\x0d\\x0aX:' as a method"},
      {{.target = ""}, "cannot send '' as a request target"},
      {{.target = "/a b"}, "cannot send '/a b' as a request target"},
      {{.target = "/a\nb"}, "cannot send '/a\\x0ab' as a request target"},
      {{.target = "/\x7f"}, "cannot send '/\\x7f' as a request target"},
      {{.version = "1.1\r\n"}, "cannot send HTTP version '1.1\\x0d\\x0a'"},
      {{.headers = {{"", "a"}}}, "cannot send '' as a header name"},
      {{.headers = {{"X Y", "a"}}}, "cannot send 'X Y' as a header name"},
      {{.headers = {{"X:", "a"}}}, "cannot send 'X:' as a header name"},
      {{.headers = {{"X", "a\rb"}}}, "cannot send the header X: its value holds a line break or zero byte"},
      {{.headers = {{"X", "a\nb"}}}, "cannot send the header X: its value holds a line break or zero byte"},
      {{.headers = {{"X", {"a\0b", 3}}}}, "cannot send the header X: its value holds a line break or zero byte"},
      {{.trailers = {{"X", "\r\n"}}}, "cannot send the header X: its value holds a line break or zero byte"},
  };
  for (const auto& expected : cases) {
    CAPTURE(expected.why);
    const auto bytes = wire::render(expected.request);
    REQUIRE_FALSE(bytes);
    CHECK(bytes.error().message == expected.why);
  }
}

TEST_CASE("stencil: the request comes out as if its headers had been set and it had been rendered") {
  const Request request{.method = "PUT",
                        .target = "/hook?x=1",
                        .headers = {{"Host", "a"}, {"x-sig", "old"}, {"X-Dup", "1"}, {"X-SIG", "older"}},
                        .body = Bytes("a\0b", 3)};
  struct Case {
    std::vector<std::string_view> names;
    std::vector<std::string_view> values;
  };
  const Case cases[] = {
      {{}, {}},
      {{"X-Sig"}, {"v1=abc"}},
      {{"X-Time", "X-Sig"}, {"1", ""}},
      {{"X-Sig", "X-Time", "x-sig"}, {"first", "2", "last"}},
  };
  for (const auto& [names, values] : cases) {
    const auto stencil = wire::Stencil::of(request, names);
    REQUIRE(stencil);
    auto expected = request;
    for (std::size_t i = 0; i < names.size(); ++i) expected.headers.set(names[i], std::string(values[i]));
    CHECK(*stencil->filled(values, request) == *wire::render(expected));
  }
}

TEST_CASE("stencil: a value that would break out of its line is refused, as is a request that cannot be rendered") {
  constexpr std::string_view name = "X-Id";
  const Request request{.headers = {{"Host", "a"}, {"x-id", "1"}}};
  const auto stencil = wire::Stencil::of(request, std::span(&name, 1));
  REQUIRE(stencil);
  for (const std::string_view value : {std::string_view("a\r"), std::string_view("\nb"), std::string_view("\0", 1)}) {
    const auto filled = stencil->filled(std::span(&value, 1), request);
    REQUIRE_FALSE(filled);
    CHECK(filled.error().message == "cannot send the header x-id: its value holds a line break or zero byte");
  }
  CHECK_FALSE(wire::Stencil::of({.target = "/a b"}, {}));
}
