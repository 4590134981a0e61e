#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "wire/request_reader.h"

using namespace hookctl;
using wire::RefusalReason;
using wire::RequestReader;
using Outcome = wire::RequestReader::Outcome;

namespace {

/// What a whole input came to, fed in pieces of the given sizes (the last one repeats).
struct Seen {
  std::vector<Request> requests = {};
  std::optional<wire::Refusal> refusal = {};
  bool unfinished = false;
};

Seen feed(std::string_view input, const std::vector<std::size_t>& pieces, const wire::Limits& limits = {}) {
  Seen seen;
  RequestReader reader(limits);
  for (std::size_t i = 0; !input.empty(); ++i) {
    // A copy of its own, so that a sanitizer sees any view kept too long.
    std::string piece(input.substr(0, pieces[std::min(i, pieces.size() - 1)]));
    input.remove_prefix(piece.size());
    for (std::string_view rest = piece; !rest.empty();) {
      const auto step = reader.read(rest);
      rest.remove_prefix(step.taken);
      if (step.outcome == Outcome::complete) seen.requests.push_back(reader.take().request);
      if (step.outcome == Outcome::refused) {
        seen.refusal = reader.refusal();
        return seen;
      }
    }
  }
  seen.unfinished = reader.began();
  return seen;
}

Seen feed_whole(std::string_view input, const wire::Limits& limits = {}) { return feed(input, {input.size()}, limits); }

std::string word(const Seen& seen) { return seen.refusal ? std::string(row_of(seen.refusal->reason).word) : "none"; }

const std::string chunked_message =
    "POST /a?x=1 HTTP/1.1\r\nHost: x\r\nX-Dup: 1\r\nx-dup: 2\r\nTransfer-Encoding: chunked\r\n\r\n"
    "4;ext=\"q;\"\r\nWiki\r\n0005\r\npedia\r\n0\r\nX-T: 1\r\nx-t: 2\r\n\r\n";

const Request chunked_request{
    .method = "POST",
    .target = "/a?x=1",
    .version = "1.1",
    .headers = {{"Host", "x"}, {"X-Dup", "1"}, {"x-dup", "2"}, {"Transfer-Encoding", "chunked"}},
    .body = "Wikipedia",
    .framing = Framing::chunked,
    .trailers = {{"X-T", "1"}, {"x-t", "2"}}};

}  // namespace

TEST_CASE("request reader: a chunked message reads the same however it is cut in two or three") {
  const auto twice = chunked_message + chunked_message;
  for (std::size_t first = 1; first < twice.size(); ++first) {
    for (std::size_t second = 1; second < 40; second += 3) {
      CAPTURE(first);
      CAPTURE(second);
      const auto seen = feed(twice, {first, second, twice.size()});
      REQUIRE(word(seen) == "none");
      REQUIRE(seen.requests.size() == 2);
      REQUIRE(seen.requests[0] == chunked_request);
      REQUIRE(seen.requests[1] == chunked_request);
      REQUIRE_FALSE(seen.unfinished);
    }
  }
}

TEST_CASE("request reader: messages of every framing read the same byte by byte, one after the other") {
  const auto seen = feed("\r\n\r\nPOST /1 HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\n{\r\n" + chunked_message +
                             "\r\nGET /2 HTTP/1.0\r\n\r\nPOST /3 HTTP/1.1\r\nHost:\r\nContent-Length: 0\r\n\r\n",
                         {1});
  REQUIRE(word(seen) == "none");
  REQUIRE(seen.requests.size() == 4);
  CHECK(seen.requests[0].body == "{\r\n");
  CHECK(seen.requests[0].framing == Framing::length);
  CHECK(seen.requests[1] == chunked_request);
  CHECK(seen.requests[2].version == "1.0");
  CHECK(seen.requests[2].framing == Framing::none);
  CHECK(seen.requests[3].framing == Framing::length);
  CHECK(seen.requests[3].headers == Headers{{"Host", ""}, {"Content-Length", "0"}});
}

TEST_CASE("request reader: an empty chunked body survives every cut, also `0 CR LF` and `CR` apart") {
  const std::string head = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
  const std::string message = head + "0\r\n\r\n";
  for (std::size_t first = 1; first < message.size(); ++first) {
    for (std::size_t second = 1; second < 6; ++second) {
      CAPTURE(first);
      CAPTURE(second);
      const auto seen = feed(message, {first, second, 1});
      REQUIRE(seen.requests.size() == 1);
      REQUIRE(seen.requests[0].body.empty());
    }
  }
  CHECK(feed(message, {head.size(), 3, 1}).requests.size() == 1);
}

TEST_CASE("request reader: each reason to refuse, whole and byte by byte") {
  const wire::Limits limits{.head = 400, .fields = 6, .body = 100};
  const std::string post = "POST / HTTP/1.1\r\nHost: x\r\n";
  const std::string chunked = post + "Transfer-Encoding: chunked\r\n\r\n";
  const std::string long_text(500, 'a');
  struct Case {
    std::string input;
    std::string reason;
  };
  const Case cases[] = {
      {"\x16\x03\x01\x02", "request_line_malformed"},
      {"\r\n\r\n\r\nPOST / HTTP/1.1\r\n", "request_line_malformed"},
      {"\rPOST / HTTP/1.1\r\nHost: x\r\n\r\n", "request_line_malformed"},
      {"BOGUS\r\n\r\n", "request_line_malformed"},
      {"POST / H\r\n\r\nPOST / HTTP/1.1\r\nHost: x\r\n\r\n", "request_line_malformed"},
      {"POST  / HTTP/1.1\r\nHost: x\r\n\r\n", "target_malformed"},
      {"POST / HTTP/1.1 \r\nHost: x\r\n\r\n", "request_line_malformed"},
      {"POST / http/1.1\r\nHost: x\r\n\r\n", "request_line_malformed"},
      {"POST / HTTP/1.1\nHost: x\n\n", "request_line_malformed"},
      {"POST / HTTP/1.2\r\nHost: x\r\n\r\n", "version_unsupported"},
      {"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "version_unsupported"},
      {"POST hook HTTP/1.1\r\nHost: x\r\n\r\n", "target_malformed"},
      {"POST * HTTP/1.1\r\nHost: x\r\n\r\n", "target_malformed"},
      {"CONNECT a:1 HTTP/1.1\r\nHost: x\r\n\r\n", "target_malformed"},
      {"POST ftp://a/ HTTP/1.1\r\nHost: x\r\n\r\n", "target_malformed"},
      {post + "no colon\r\n\r\n", "header_malformed"},
      {post + "A : b\r\n\r\n", "header_malformed"},
      {post + "A: b\rc\r\n\r\n", "header_malformed"},
      {post + "A: b\nB: c\r\n\r\n", "header_malformed"},
      {post + "A: b\r\n folded\r\n\r\n", "header_malformed"},
      {post + "Transfer-Encoding:\r\n chunked\r\n\r\n", "header_malformed"},
      {"POST / HTTP/1.1\r\n A: b\r\nHost: x\r\n\r\n", "header_malformed"},
      {"POST / HTTP/1.1\r\nHost: x/y\r\n\r\n", "header_malformed"},
      {"POST / HTTP/1.1\r\nHost: a@b\r\n\r\n", "header_malformed"},
      {"POST / HTTP/1.1\r\nA: b\r\n\r\n", "host_missing"},
      {post + "host: x\r\n\r\n", "host_duplicated"},
      {"GET / HTTP/1.0\r\nHost: x\r\nHost: x\r\n\r\n", "host_duplicated"},
      {post + "Content-Length: +7\r\n\r\n", "content_length_malformed"},
      {post + "Content-Length: 7, 7\r\n\r\n", "content_length_malformed"},
      {post + "Content-Length:\r\n\r\n", "content_length_malformed"},
      {post + "Content-Length: 18446744073709551623\r\n\r\n", "content_length_malformed"},
      {post + "Content-Length: 3\r\nContent-Length: 3\r\n\r\n", "content_length_conflict"},
      {post + "Content-Length: 3\r\nContent-Length: 4\r\n\r\n", "content_length_conflict"},
      {post + "Transfer-Encoding: gzip\r\n\r\n", "transfer_encoding_unsupported"},
      {post + "Transfer-Encoding: gzip, chunked\r\n\r\n", "transfer_encoding_unsupported"},
      {post + "Transfer-Encoding: chunked, chunked\r\n\r\n", "transfer_encoding_unsupported"},
      {post + "Transfer-Encoding: chunked;a=b\r\n\r\n", "transfer_encoding_unsupported"},
      {post + "Transfer-Encoding: ,chunked\r\n\r\n", "transfer_encoding_unsupported"},
      {post + "Transfer-Encoding: \"chunked\"\r\n\r\n", "transfer_encoding_unsupported"},
      {post + "Transfer-Encoding:\r\n\r\n", "transfer_encoding_unsupported"},
      {post + "Transfer-Encoding: gzip\r\nContent-Length: 3\r\n\r\n", "transfer_encoding_unsupported"},
      {post + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n", "transfer_encoding_conflict"},
      {post + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n", "transfer_encoding_conflict"},
      {post + "Content-Length: 3\r\nTransfer-Encoding: gzip\r\n\r\n", "transfer_encoding_conflict"},
      {post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n", "transfer_encoding_conflict"},
      {"POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", "transfer_encoding_conflict"},
      {chunked + "0x1\r\na\r\n0\r\n\r\n", "chunk_malformed"},
      {chunked + "FFFFFFFFFFFFFFFFF\r\n", "chunk_malformed"},
      {chunked + "-1\r\na\r\n", "chunk_malformed"},
      {chunked + "1 \r\na\r\n0\r\n\r\n", "chunk_malformed"},
      {chunked + "1\r\nab\r\n0\r\n\r\n", "chunk_malformed"},
      {chunked + "1;a=\"\n\"\r\na\r\n0\r\n\r\n", "chunk_malformed"},
      {chunked + "0\r\nA: b\r\n folded\r\n\r\n", "header_malformed"},
      {chunked + "0\r\nA:\r\n folded\r\n\r\n", "header_malformed"},
      {chunked + "0\r\nno colon\r\n\r\n", "header_malformed"},
      {post + "A: " + long_text + "\r\n\r\n", "head_too_large"},
      {"POST /" + long_text, "head_too_large"},
      {post + "A:\r\nB:\r\nC:\r\nD:\r\nE:\r\nF:\r\n\r\n", "too_many_headers"},
      {chunked + "0\r\nA:\r\nB:\r\nC:\r\nD:\r\nE:\r\n\r\n", "too_many_headers"},
      {post + "Content-Length: 101\r\n\r\n", "body_too_large"},
      {chunked + "64\r\n" + std::string(100, 'a') + "\r\n1\r\n", "body_too_large"},
      {chunked + "1;" + std::string(20'000, 'e') + "\r\na\r\n0\r\n\r\n", "framing_too_large"},
      {chunked + std::string(20'000, '0') + "1\r\na\r\n0\r\n\r\n", "framing_too_large"},
      {chunked + "0\r\nA: " + std::string(20'000, 't') + "\r\n\r\n", "framing_too_large"},
  };
  for (const auto& [input, reason] : cases) {
    CAPTURE(input.substr(0, 200));
    CHECK(word(feed_whole(input, limits)) == reason);
    CHECK(word(feed(input, {1}, limits)) == reason);
    CHECK(feed_whole(input, limits).requests.empty());
  }
}

TEST_CASE("request reader: a head fed a line and a byte at a time ends at its limit, not at a parser's whim") {
  std::string input = "POST / HTTP/1.1\r\nHost: x\r\n";
  for (int i = 0; i < 20'000; ++i) input += "A: b\r\n";
  const auto seen = feed(input, {7}, {.head = 1024, .fields = 1'000'000});
  CHECK(word(seen) == "head_too_large");
}

TEST_CASE("request reader: extensions that each look harmless are bounded together") {
  std::string input = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (int i = 0; i < 2'000; ++i) input += "1;extension=1\r\na\r\n";
  CHECK(word(feed_whole(input)) == "framing_too_large");
  CHECK(word(feed(input, {1})) == "framing_too_large");
}

TEST_CASE("request reader: a large body in chunks of one byte is slow, but it is a body") {
  std::string input = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (int i = 0; i < 50'000; ++i) input += "1\r\na\r\n";
  const auto seen = feed(input + "0\r\n\r\n", {4096});
  REQUIRE(seen.requests.size() == 1);
  CHECK(seen.requests[0].body == std::string(50'000, 'a'));
}

TEST_CASE("request reader: what HTTP allows is kept as it came") {
  struct Case {
    std::string input;
    Request request;
  };
  const Case cases[] = {
      {"FOO /%2F%zz?a=1&a=2#f HTTP/1.1\r\nHost: x\r\n\r\n",
       {.method = "FOO", .target = "/%2F%zz?a=1&a=2#f", .headers = {{"Host", "x"}}}},
      {"post /\xc3\xa9\xff HTTP/1.1\r\nhOST:x \t\r\nX-Empty:\r\n\r\n",
       {.method = "post", .target = "/\xc3\xa9\xff", .headers = {{"hOST", "x"}, {"X-Empty", ""}}}},
      {"POST HTTP://other/h HTTP/1.1\r\nHost: [::1]:80\r\n\r\n",
       {.method = "POST", .target = "HTTP://other/h", .headers = {{"Host", "[::1]:80"}}}},
      {"OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n", {.method = "OPTIONS", .target = "*", .headers = {{"Host", "x"}}}},
      {"POST / HTTP/1.1\r\nHost: x\r\nX-Bin: \xff\xfe%0d%0a\r\n\r\n",
       {.headers = {{"Host", "x"}, {"X-Bin", "\xff\xfe%0d%0a"}}}},
      {"POST / HTTP/1.1\r\nHost: x\r\nExpect: 200-ok\r\nContent-Length: 1\r\n\r\na",
       {.headers = {{"Host", "x"}, {"Expect", "200-ok"}, {"Content-Length", "1"}},
        .body = "a",
        .framing = Framing::length}},
      {"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: CHUNKED\r\n\r\n1\r\na\r\n0\r\nHost: y\r\nConnection: "
       "close\r\n\r\n",
       {.headers = {{"Host", "x"}, {"Transfer-Encoding", "CHUNKED"}},
        .body = "a",
        .framing = Framing::chunked,
        .trailers = {{"Host", "y"}, {"Connection", "close"}}}},
  };
  for (const auto& [input, request] : cases) {
    CAPTURE(input);
    const auto seen = feed_whole(input);
    CHECK(word(seen) == "none");
    REQUIRE(seen.requests.size() == 1);
    CHECK(seen.requests[0] == request);
  }
}

TEST_CASE("request reader: whether a connection stays open, and close beats keep-alive") {
  struct Case {
    std::string head;
    bool keeps_alive;
  };
  const Case cases[] = {
      {"GET / HTTP/1.1\r\nHost: x\r\n\r\n", true},
      {"GET / HTTP/1.1\r\nHost: x\r\nConnection: Close\r\n\r\n", false},
      {"GET / HTTP/1.1\r\nHost: x\r\nConnection: foo, close\r\n\r\n", false},
      {"GET / HTTP/1.1\r\nHost: x\r\nProxy-Connection: close\r\n\r\n", true},
      {"GET / HTTP/1.0\r\n\r\n", false},
      {"GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", true},
      {"GET / HTTP/1.0\r\nConnection: keep-alive, close\r\n\r\n", false},
      {"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nConnection: close\r\n\r\n", true},
  };
  for (const auto& [head, keeps_alive] : cases) {
    CAPTURE(head);
    const wire::Limits limits;
    RequestReader reader(limits);
    REQUIRE(reader.read(head).outcome == Outcome::complete);
    CHECK(reader.take().keeps_alive == keeps_alive);
  }
}

TEST_CASE("request reader: a refusal keeps the first 4 KiB as they came, however they were cut") {
  const std::string input = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2000\r\n" +
                            std::string(0x2000, 'b') + "broken";
  CHECK(feed_whole(input).refusal->head == input.substr(0, 4096));
  CHECK(feed(input, {1}).refusal->head == input.substr(0, 4096));
  CHECK(feed(input, {100, 61}).refusal->head == input.substr(0, 4096));

  const std::string small = "GET / HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/1.1\r\nHo st: x\r\n\r\n";
  CHECK(feed_whole(small).refusal->head == small.substr(27));
  CHECK(feed(small, {1}).refusal->head == small.substr(27));
}

TEST_CASE("request reader: 100 Continue is due only while nothing of the body has come") {
  const std::string head = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-Continue\r\n\r\n";
  const wire::Limits limits;
  RequestReader waiting(limits);
  waiting.read(head);
  CHECK(waiting.continue_due());
  waiting.read("a");
  CHECK_FALSE(waiting.continue_due());

  RequestReader early(limits);
  early.read(head + "a");
  CHECK_FALSE(early.continue_due());

  RequestReader old(limits);
  old.read("POST / HTTP/1.0\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
  CHECK_FALSE(old.continue_due());
}
