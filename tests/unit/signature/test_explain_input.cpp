#include <doctest/doctest.h>

#include <array>
#include <string>
#include <vector>

#include "support/mishap.h"

using namespace hookctl;
using namespace hookctl::signature;
using namespace hookctl::test;

TEST_CASE("explain: a signed text that is put together otherwise is named") {
  struct InputCase {
    std::size_t family;
    std::string_view input;
    std::string change;
  };
  constexpr std::array<std::size_t, 4> timed{1, 2, 3, 4};
  const std::vector<InputCase> cases{
      {1, "{ts}.{body}", "timestamp.body signed"},
      {2, "{id}.{body}", "id.body signed"},
      {1, "{ts}.{id}.{body}", "timestamp.id.body signed"},
      {2, "{id}:{ts}:{body}", "id:timestamp:body signed"},
      {1, "{id}\n{ts}\n{body}", "id, timestamp and body signed with newlines between"},
      {2, "{id}{ts}{body}", "id, timestamp and body signed without separators"},
      {3, "{ts}:{body}", "timestamp:body signed"},
      {3, "{ts}{body}", "timestamp and body signed without a separator"},
      {3, "{ts}\n{body}", "timestamp, newline and body signed"},
      {3, "{body}.{ts}", "body.timestamp signed"},
      {3, "v0:{ts}:{body}", "v0:timestamp:body signed"},
      {4, "{ts}.{body}", "timestamp.body signed"},
      {4, "v1:{ts}:{body}", "v1:timestamp:body signed"},
      {4, "{body}{ts}", "body and timestamp signed without a separator"},
      {5, "{body}{url}", "body and URL signed"},
      {5, "{method}{url}{body}", "method, URL and body signed"},
      {0, "{sha256}", "hash of the body signed instead of the body"},
  };
  for (const auto& each : cases) {
    auto mishap = delivery_under(families()[each.family].scheme);
    mishap.sender.input = each.input;
    deliver(mishap);
    CHECK(told(explain_mishap(mishap)) == "input: " + each.change);
  }
  for (const auto family : timed) {
    auto bare = delivery_under(families()[family].scheme);
    bare.sender.input = "{body}";
    deliver(bare);
    CHECK(told(explain_mishap(bare)) == "input: timestamp and id left out: the body alone signed");

    auto other_time = delivery_under(families()[family].scheme);
    other_time.sender.timestamp_field = {};
    other_time.stamp.timestamp = "1759999990";
    deliver(other_time);
    other_time.received.headers.add("X-Other-Timestamp", "1759999990");
    const auto now_text = std::string("1760000000");
    if (!other_time.scheme.timestamp.header.empty()) {
      set_value(other_time.received, other_time.scheme.timestamp.header, now_text);
    } else {
      set_value(other_time.received, other_time.scheme.signature.header, "t=" + now_text + "," + value_of(other_time));
    }
    CHECK(told(explain_mishap(other_time)) == "input: another timestamp signed: 1759999990");
  }
}

TEST_CASE("explain: another id than the header's, where the delivery carries it, is named") {
  auto mishap = delivery_under(families()[2].scheme);
  mishap.stamp.id = "msg_2";
  mishap.sent.headers.add("X-Request-Id", "msg_2");
  deliver(mishap);
  set_value(mishap.received, "webhook-id", "msg_1");
  CHECK(told(explain_mishap(mishap)) == "input: another id signed: msg_2");
}

TEST_CASE("explain: a URL that was another one for the sender is named") {
  struct UrlCase {
    std::string senders;
    std::string receivers;
    Header header;
    std::string change;
  };
  const std::vector<UrlCase> cases{
      {"https://h.example/a", "http://h.example/a", {"X-A", "b"}, "https instead of http"},
      {"http://h.example/a", "https://h.example/a", {"X-A", "b"}, "http instead of https"},
      {"https://h.example/a", "https://h.example:8443/a", {"X-A", "b"}, "port left out"},
      {"https://h.example:443/a", "https://h.example/a", {"X-A", "b"}, "port 443 written"},
      {"https://h.example/a/", "https://h.example/a", {"X-A", "b"}, "trailing slash added or removed"},
      {"https://h.example/a", "https://h.example/a/", {"X-A", "b"}, "trailing slash added or removed"},
      {"https://h.example/a", "https://h.example/v1/a", {"X-A", "b"}, "first part of the path left out"},
      {"https://h.example/a?x=1&y=2", "https://h.example/a?y=2&x=1", {"X-A", "b"}, "query sorted"},
      {"https://h.example/a?y=2&x=1", "https://h.example/a?x=1&y=2", {"X-A", "b"}, "query in reverse order"},
      {"https://h.example/a", "https://h.example/a?x=1", {"X-A", "b"}, "query left out"},
      {"https://h.example/a?x=p+q", "https://h.example/a?x=p%20q", {"X-A", "b"}, "query written with + for spaces"},
      {"https://pub.example/a",
       "https://in.local/a",
       {"X-Forwarded-Host", "pub.example"},
       "host taken from X-Forwarded-Host"},
      {"https://pub.example/a",
       "https://in.local/a",
       {"Forwarded", "for=1.2.3.4;host=pub.example"},
       "host taken from Forwarded"},
      {"https://h.example/api/a",
       "https://h.example/a",
       {"X-Forwarded-Prefix", "/api"},
       "path prefix taken from X-Forwarded-Prefix"},
      {"http://h.example:80/a", "http://h.example/a", {"X-A", "b"}, "port 80 written"},
      {"https://h.example:8443/a", "https://h.example/a", {"X-A", "b"}, "port 8443 written"},
      {"http://h.example:8080/a", "http://h.example/a", {"X-A", "b"}, "port 8080 written"},
      {"https://h.example/a?x=p%20q", "https://h.example/a?x=p+q", {"X-A", "b"}, "query written with %20 for spaces"},
      {"https://h.example/a?x=%2f", "https://h.example/a?x=%2F", {"X-A", "b"}, "query written with lower-case escapes"},
      {"https://h.example/a?x={y}", "https://h.example/a?x=%7By%7D", {"X-A", "b"}, "query decoded"},
      {"https://h.example/a b", "https://h.example/a%20b", {"X-A", "b"}, "path decoded"},
      {"https://h.example/a", "https://u:p@h.example/a", {"X-A", "b"}, "user and password left out"},
      {"https://www.h.example/a", "https://h.example/a", {"X-A", "b"}, "www. added or removed"},
      {"https://h.example/in/a?q=1",
       "https://h.example/",
       {"X-Original-URI", "/in/a?q=1"},
       "path taken from X-Original-URI"},
      {"https://pub.example/a",
       "http://in.local/a",
       {"X-Forwarded-Host", "pub.example"},
       "host taken from X-Forwarded-Host, and https instead of http"},
  };
  for (const auto& each : cases) {
    auto mishap = delivery_under(families()[5].scheme);
    mishap.sent.url = each.senders;
    deliver(mishap);
    mishap.received.url = each.receivers;
    mishap.received.headers.add(each.header.name, each.header.value);
    CAPTURE(each.senders);
    CHECK(told(explain_mishap(mishap)) == "url: " + each.change);
  }
}
