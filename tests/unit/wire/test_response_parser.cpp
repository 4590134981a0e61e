#include <doctest/doctest.h>

#include "wire/response_parser.h"

using namespace hookctl;
using wire::AnswerFields;
using wire::Progress;
using wire::ResponseParser;

namespace {

constexpr std::size_t max_body = 100;

/// Feeds the bytes in pieces of the given size, then the end of the connection where more is wanted.
Progress feed(ResponseParser& parser, ByteView bytes, std::size_t piece) {
  for (; !bytes.empty(); bytes.remove_prefix(std::min(piece, bytes.size()))) {
    const auto progress = parser.take(bytes.substr(0, piece));
    if (progress != Progress::wants_more) return progress;
  }
  return parser.take_end();
}

constexpr std::size_t pieces[] = {1, 2, 3, 7, 1'000'000};

std::string repeat(std::string_view text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

}  // namespace

TEST_CASE("answers: status, headers in order and case, and the raw body, however the bytes are cut") {
  struct Case {
    std::string method;
    std::string bytes;
    Response expected;
  };
  const Case cases[] = {
      {"POST",
       "HTTP/1.1 200 OK\r\nX-Dup: 1\r\nx-dup:  2 \r\nE:\r\nContent-Length: 2\r\n\r\nhi",
       {200, {{"X-Dup", "1"}, {"x-dup", "2"}, {"E", ""}, {"Content-Length", "2"}}, "hi"}},
      {"POST", "HTTP/1.1 500 \r\nContent-Length: 0\r\n\r\n", {500, {{"Content-Length", "0"}}, ""}},
      {"POST", "HTTP/1.0 404 Not Found\r\n\r\nuntil the end", {404, {}, "until the end"}},
      {"POST", "HTTP/1.1 204 No Content\r\n\r\n", {204, {}, ""}},
      {"HEAD", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n", {200, {{"Content-Length", "2"}}, ""}},
      {"POST",
       "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n2;a=b\r\nhi\r\n1\r\n!\r\n0\r\nX-Trailer: 1\r\n\r\n",
       {200, {{"Transfer-Encoding", "Chunked"}}, "hi!"}},
      {"POST",
       "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
       {200, {{"Transfer-Encoding", "chunked"}}, ""}},
      {"POST",
       "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\nHTTP/1.1 202 \r\n\r\n",
       {202, {}, ""}},
      {"POST", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n\x01\x02", {101, {{"Upgrade", "x"}}, ""}},
      {"POST",
       "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhiHTTP/1.1 500 \r\n\r\n",
       {200, {{"Content-Length", "2"}}, "hi"}},
      {"POST", "HTTP/1.1 200 \r\n\r\n" + std::string(101, 'x'), {200, {}, std::string(100, 'x')}},
      {"POST",
       "HTTP/1.1 200 \r\nContent-Length: 5000000000\r\n\r\n" + std::string(101, 'x'),
       {200, {{"Content-Length", "5000000000"}}, std::string(100, 'x')}},
  };
  for (const auto& [method, bytes, expected] : cases) {
    for (const auto piece : pieces) {
      CAPTURE(bytes);
      CAPTURE(piece);
      ResponseParser parser(method, max_body);
      REQUIRE(feed(parser, bytes, piece) == Progress::whole);
      CHECK(parser.response() == expected);
      ResponseParser bare(method, max_body, AnswerFields::dropped);
      REQUIRE(feed(bare, bytes, piece) == Progress::whole);
      CHECK(bare.response() == Response{expected.status, {}, expected.body});
    }
  }
}

TEST_CASE("answers: malformed ones are refused in words, however the bytes are cut") {
  struct Case {
    std::string bytes;
    std::string why;
  };
  const std::string ok = "HTTP/1.1 200 OK\r\n";
  const Case cases[] = {
      {"SSH-2.0-OpenSSH_9.2\r\n", "answer is not HTTP"},
      {"ok", "answer is not HTTP"},
      {"HTTP/2.0 200 OK\r\n\r\n", "answer is not HTTP/1.0 or 1.1"},
      {"HTTP/1.1 099 No\r\n\r\n", "answer is malformed: bad status"},
      {"HTTP/1.1 2x0 No\r\n\r\n", "answer is malformed: bad status"},
      {ok + "No colon\r\n\r\n", "answer is malformed: bad header name"},
      {ok + "Content-Length: -1\r\n\r\n", "answer is malformed: bad Content-Length"},
      {ok + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n", "answer is malformed: Content-Lengths differ"},
      {ok + "Transfer-Encoding: gzip\r\n\r\n", "answer is malformed: bad Transfer-Encoding"},
      {ok + "Transfer-Encoding: gzip, chunked\r\n\r\n", "answer is malformed: bad Transfer-Encoding"},
      {ok + "Transfer-Encoding: chunked, gzip\r\n\r\n", "answer is malformed: bad Transfer-Encoding"},
      {ok + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n",
       "answer is malformed: bad Transfer-Encoding"},
      {ok + "Transfer-Encoding: gzip\r\nContent-Length: 3\r\n\r\n", "answer is malformed: bad Transfer-Encoding"},
      {ok + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n", "answer is malformed: bad Transfer-Encoding"},
      {"HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "answer is malformed: bad Transfer-Encoding"},
      {ok + "Transfer-Encoding: chunked\r\n\r\nzz\r\n", "answer is malformed: bad chunk"},
      {ok + "Transfer-Encoding: chunked\r\n\r\n2\r\nhiXX4\r\n", "answer is malformed: bad chunk"},
      {ok + "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n", "answer is malformed: bad chunk"},
      {ok + "Transfer-Encoding: chunked\r\n\r\n1;" + std::string(20'000, 'e'), "answer is malformed: bad chunk"},
      {"HTTP/1.1 200 " + std::string(100'000, 'r'), "answer is malformed: head too long"},
      {ok + "X: " + std::string(100'000, 'v'), "answer is malformed: head too long"},
      {ok + repeat("X: y\r\n", 101) + "\r\n", "answer is malformed: head too long"},
      {ok + repeat("X: " + std::string(1'000, 'v') + "\r\n", 90), "answer is malformed: head too long"},
      {repeat("HTTP/1.1 100 Continue\r\n\r\n", 17), "answer is malformed: endless interim answers"},
  };
  for (const auto& [bytes, why] : cases) {
    for (const auto piece : pieces) {
      CAPTURE(bytes.substr(0, 100));
      CAPTURE(piece);
      for (const auto fields : {AnswerFields::kept, AnswerFields::dropped}) {
        ResponseParser parser("POST", max_body, fields);
        REQUIRE(feed(parser, bytes, piece) == Progress::broken);
        CHECK(parser.error() == why);
      }
    }
  }
}

TEST_CASE("answers: one that ends too early is not whole, and says whether it had begun") {
  struct Case {
    std::string bytes;
    bool started;
  };
  const Case cases[] = {
      {"", false},
      {"HT", true},
      {"HTTP/1.1 100 Continue\r\n\r\n", false},
      {"HTTP/1.1 200 OK\r\nContent-Le", true},
      {"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nhi", true},
      {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n", true},
      {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r", true},
  };
  for (const auto& [bytes, started] : cases) {
    for (const auto piece : pieces) {
      CAPTURE(bytes);
      ResponseParser parser("POST", max_body);
      CHECK(feed(parser, bytes, piece) == Progress::wants_more);
      CHECK(parser.started() == started);
    }
  }
}
