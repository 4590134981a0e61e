#include "wire/response_text.h"

#include <doctest/doctest.h>

using namespace hookctl;
using namespace hookctl::wire;
using namespace std::chrono_literals;

TEST_CASE("response text: exact bytes for every manner of answer") {
  struct Case {
    Response response;
    Manner manner;
    std::string text;
  };
  const Case cases[] = {
      {{}, {}, "HTTP/1.1 200 OK\r\nDate: now\r\nContent-Length: 0\r\n\r\n"},
      {{.status = 201, .headers = {{"X-A", "b"}}, .body = "hi"},
       {.after = After::close},
       "HTTP/1.1 201 Created\r\nX-A: b\r\nDate: now\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi"},
      {{.body = "hi"},
       {.after = After::stay_open_told},
       "HTTP/1.1 200 OK\r\nDate: now\r\nContent-Length: 2\r\nConnection: keep-alive\r\n\r\nhi"},
      {{.body = "hi"}, {.answers = Answers::head_only}, "HTTP/1.1 200 OK\r\nDate: now\r\nContent-Length: 2\r\n\r\n"},
      {{.status = 204, .body = "hi"}, {}, "HTTP/1.1 204 No Content\r\nDate: now\r\n\r\n"},
      {{.status = 304, .body = "hi"}, {}, "HTTP/1.1 304 Not Modified\r\nDate: now\r\n\r\n"},
      {{.status = 299}, {}, "HTTP/1.1 299 \r\nDate: now\r\nContent-Length: 0\r\n\r\n"},
      {{.headers = {{"date", "then"}, {"content-length", "9"}, {"transfer-encoding", "chunked"}}, .body = "hi"},
       {},
       "HTTP/1.1 200 OK\r\ndate: then\r\nContent-Length: 2\r\n\r\nhi"},
      {{.headers = {{"X-A", "b\r\nX-B: c"}, {"X\nC", "d"}}},
       {},
       "HTTP/1.1 200 OK\r\nDate: now\r\nContent-Length: 0\r\n\r\n"},
      {{.headers = {{"Connection", "keep-alive"}}},
       {.after = After::close},
       "HTTP/1.1 200 OK\r\nDate: now\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"},
  };
  for (const auto& [response, manner, text] : cases) {
    CAPTURE(text);
    CHECK(response_text(response, manner, "now") == text);
  }
}

TEST_CASE("response text: a refusal says why, and closes") {
  CHECK(refusal_text(row_of(RefusalReason::host_missing), {{"X-Frame-Options", "DENY"}}, "now") ==
        "HTTP/1.1 400 Bad Request\r\nX-Frame-Options: DENY\r\nContent-Type: text/plain; charset=utf-8\r\nDate: "
        "now\r\nContent-Length: 33\r\n"
        "Connection: close\r\n\r\nHTTP/1.1 requires a Host header.\n");
}

TEST_CASE("response text: the date of RFC 9110") {
  CHECK(http_date(Instant{784'111'777s}) == "Sun, 06 Nov 1994 08:49:37 GMT");
  CHECK(http_date(Instant{1'709'164'799s + 999'999us}) == "Wed, 28 Feb 2024 23:59:59 GMT");
}
