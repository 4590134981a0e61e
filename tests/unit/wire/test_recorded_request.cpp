#include "wire/recorded_request.h"

#include <doctest/doctest.h>

using namespace hookctl;
using namespace hookctl::wire;

namespace {

Request read(ByteView bytes) { return std::get<Request>(recorded_request(bytes)); }

}  // namespace

TEST_CASE("recorded request: every byte as it stands in the record") {
  const auto request =
      read("POST /hook?x=%41 HTTP/1.1\r\nHost: a\r\nX-Dup: 1\r\nx-dup: 2\r\nContent-Length: 2\r\n\r\n{}");
  CHECK(request.target == "/hook?x=%41");
  CHECK(request.headers == Headers{{"Host", "a"}, {"X-Dup", "1"}, {"x-dup", "2"}, {"Content-Length", "2"}});
  CHECK(request.body == "{}");
  CHECK(request.framing == Framing::length);
  CHECK_FALSE(request.truncated);
}

TEST_CASE("recorded request: a body that ends early is kept as far as it goes, and said to be truncated") {
  struct Case {
    std::string bytes;
    std::string body;
    bool truncated;
  };
  const std::string length = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n";
  const std::string chunked = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
  const Case cases[] = {{length + "hello", "hello", false},
                        {length + "hel", "hel", true},
                        {length, "", true},
                        {chunked + "2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n", "hello", false},
                        {chunked + "2\r\nhe\r\n3\r\nl", "hel", true},
                        {chunked + "2\r\nhe\r\n", "he", true},
                        {"GET / HTTP/1.1\r\nHost: a\r\n\r\n", "", false}};
  for (const auto& [bytes, body, truncated] : cases) {
    CAPTURE(bytes);
    const auto request = read(bytes);
    CHECK(request.body == body);
    CHECK(request.truncated == truncated);
  }
}

TEST_CASE("recorded request: what HTTP forbids is refused for the same reason as on the wire") {
  struct Case {
    std::string bytes;
    RefusalReason reason;
  };
  const Case cases[] = {
      {"", RefusalReason::incomplete},
      {"POST / HTTP/1.1\r\nHost: a\r\n", RefusalReason::incomplete},
      {"POST / HTTP/1.1\r\n\r\n", RefusalReason::host_missing},
      {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n", RefusalReason::content_length_malformed}};
  for (const auto& [bytes, reason] : cases) {
    CAPTURE(bytes);
    const auto refused = recorded_request(bytes);
    REQUIRE(std::holds_alternative<Refusal>(refused));
    CHECK(std::get<Refusal>(refused).reason == reason);
  }
}
