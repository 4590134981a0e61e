#include <doctest/doctest.h>
#include <fmt/format.h>

#include "base/time_text.h"
#include "capture/har_export.h"
#include "capture/har_import.h"

using namespace hookctl;
using capture::from_har;

namespace {

std::string har_of(std::string_view request) {
  return fmt::format(
      R"({{"log":{{"entries":[{{"startedDateTime":"2026-11-21T10:00:00.5+01:00","time":14.5,"request":{},)"
      R"("response":{{"status":201}}}}]}}}})",
      request);
}

}  // namespace

TEST_CASE("HAR: what is written is read back as it was, bytes and duplicates included") {
  capture::Capture capture{.at = *parse_time("2026-11-21T10:04:31.120431Z"),
                           .request = {.target = "/hook?x=1&x=2",
                                       .headers = {{"Host", "h:1"}, {"X-Dup", "a"}, {"x-dup", "b"}, {"X-Empty", ""}},
                                       .body = Bytes("\xff\0\n", 3),
                                       .framing = Framing::length},
                           .response = capture::Answered{.status = 202, .ms = 1.5}};
  capture.request.headers.add("Content-Length", "3");
  std::string har(capture::har_head);
  CHECK(capture::append_har_entry(har, capture).empty());
  har += ",\n";
  CHECK(capture::append_har_entry(har, capture).empty());
  const auto all = from_har(har + std::string(capture::har_tail));
  REQUIRE(all);
  REQUIRE(all->size() == 2);
  const auto& back = all->back();
  CHECK(back.lost.empty());
  CHECK(back.at == capture.at);
  CHECK(back.url == "http://h:1/hook?x=1&x=2");
  CHECK(back.status == 202);
  auto request = capture.request;
  request.url = back.url;
  CHECK(back.request == request);
}

TEST_CASE("HAR: what the format has no place for is named") {
  std::string har;
  const auto lost = capture::append_har_entry(har, {.request = {.headers = {{"X-Bin", "\xff"}, {"Cookie", ""}},
                                                                .framing = Framing::chunked,
                                                                .trailers = {{"A", "b"}}},
                                                    .masked = {"Cookie"}});
  CHECK(lost.size() == 4);
  CHECK(har.find("Cookie\"") == har.npos);
}

TEST_CASE("HAR import: a browser's and mitmproxy's requests, and what they changed") {
  struct Case {
    std::string request;
    Headers headers;
    Bytes body;
    std::vector<std::string> lost;
  };
  const Case cases[] = {
      {R"({"method":"POST","url":"https://a.example/x#y","httpVersion":"http/2.0","headers":[{"name":":authority","value":"a.example"},{"name":"accept","value":"*/*"}],"bodySize":2,"postData":{"mimeType":"","text":"{}"}})",
       {{"Host", "a.example"}, {"accept", "*/*"}, {"Content-Length", "2"}},
       "{}",
       {"it came over HTTP/2: header names are in lower case, and Host is from :authority"}},
      {R"({"method":"POST","url":"http://a.example/","headers":[{"name":"Content-Length","value":"7"}],"postData":{"text":"é"}})",
       {{"Host", "a.example"}, {"Content-Length", "2"}},
       "é",
       {"the body was 7 bytes on its way and is 2 here"}},
      {R"({"method":"POST","url":"http://a.example/","headers":[],"bodySize":-1,"postData":{"text":"","params":[{"name":"a","value":"1"},{"name":"b","value":"2"}]}})",
       {{"Host", "a.example"}, {"Content-Length", "7"}},
       "a=1&b=2",
       {"the body was put together from the parameters of its form"}},
      {R"({"method":"POST","url":"http://a.example/","headers":[],"bodySize":9})",
       {{"Host", "a.example"}},
       "",
       {"the body (9 bytes) is not in the file"}},
      {R"({"method":"POST","url":"http://a.example/","headers":[],"postData":{"text":"a�"}})",
       {{"Host", "a.example"}, {"Content-Length", "4"}},
       "a\xef\xbf\xbd",
       {"the body holds U+FFFD, which may stand for bytes that were no text"}},
  };
  for (const auto& [request, headers, body, lost] : cases) {
    CAPTURE(request);
    const auto all = from_har(har_of(request));
    REQUIRE(all);
    const auto& foreign = all->at(0);
    CHECK(foreign.request.headers == headers);
    CHECK(foreign.request.body == body);
    CHECK(foreign.lost == lost);
    CHECK(foreign.status == 201);
    CHECK(foreign.ms == 14.5);
    CHECK(foreign.at == *parse_time("2026-11-21T09:00:00.5Z"));
  }
}

TEST_CASE("HAR import: what is no HAR is an error") {
  for (const std::string text :
       {"", "{}", "[1]", R"({"log":{"entries":[{}]}})", R"({"log":{"entries":[{"request":{}}]}})"}) {
    CAPTURE(text);
    CHECK_FALSE(from_har(text));
  }
}
