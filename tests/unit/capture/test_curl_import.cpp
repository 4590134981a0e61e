#include <doctest/doctest.h>

#include <algorithm>

#include "capture/curl_import.h"

using namespace hookctl;

namespace {

Result<Bytes> read_named(const std::string& name) {
  if (name == "body.json") return Bytes("{\"a\":\n1}\n");
  return Error{"no such file"};
}

Result<std::vector<capture::Foreign>> read(const std::string& text) { return capture::from_curl(text, read_named); }

std::string as_text(const Request& request) {
  auto text = request.method + " " + request.target + "\n";
  for (const auto& [name, value] : request.headers) text += name + ": " + value + "\n";
  return text + "\n" + request.body;
}

constexpr const char* form = "Content-Type: application/x-www-form-urlencoded\n";

}  // namespace

TEST_CASE("curl import: the request is what curl would send, apart from its own headers") {
  struct Case {
    std::string command;
    std::string request;
  };
  const std::string host = "Host: a.example\n";
  const Case cases[] = {
      {"curl a.example", "GET /\n" + host + "\n"},
      {"curl -I http://a.example/x", "HEAD /x\n" + host + "\n"},
      {"curl -XDELETE http://a.example/x?y=1", "DELETE /x?y=1\n" + host + "\n"},
      {"curl -d a=1 -d b=2 http://a.example/", "POST /\n" + host + form + "Content-Length: 7\n\na=1&b=2"},
      {"curl --data @body.json http://a.example/", "POST /\n" + host + form + "Content-Length: 7\n\n{\"a\":1}"},
      {"curl --data-binary @body.json -H 'Content-Type: x/y' http://a.example/",
       "POST /\n" + host + "Content-Type: x/y\nContent-Length: 9\n\n{\"a\":\n1}\n"},
      {"curl --data-raw @x -H 'content-type:' http://a.example/", "POST /\n" + host + "Content-Length: 2\n\n@x"},
      {"curl --json '{}' http://a.example/",
       "POST /\n" + host + "Accept: application/json\nContent-Type: application/json\nContent-Length: 2\n\n{}"},
      {"curl -G -d q=1 'http://a.example/x?y=2'", "GET /x?y=2&q=1\n" + host + "\n"},
      {"curl --data-urlencode 'q=a b&c' http://a.example/",
       "POST /\n" + host + form + "Content-Length: 11\n\nq=a%20b%26c"},
      {"curl -sS -u me:pass -A me -H 'X-Empty;' http://a.example/",
       "GET /\n" + host + "Authorization: Basic bWU6cGFzcw==\nUser-Agent: me\nX-Empty: \n\n"},
      {"curl --request-target '/a#b' http://a.example/", "GET /a#b\n" + host + "\n"},
      {"curl -H 'Host: b.example' http://a.example/", "GET /\nHost: b.example\n\n"},
      {"echo x | /usr/bin/curl http://me:pass@a.example/x#y", "GET /x\n" + host + "\n"},
  };
  for (const auto& [command, request] : cases) {
    CAPTURE(command);
    const auto all = read(command);
    REQUIRE(all);
    REQUIRE(all->size() == 1);
    CHECK(as_text(all->front().request) == request);
  }
}

TEST_CASE("curl import: what the command line does not show, and what is not done, is named") {
  const auto all = read("curl --compressed -L http://a.example/");
  REQUIRE(all);
  CHECK(all->front().lost == std::vector<std::string>{"curl's --compressed is left out", "curl's -L is left out",
                                                      "curl's own User-Agent does not stand in the command",
                                                      "curl's own Accept does not stand in the command"});
}

TEST_CASE("curl import: what cannot be read is an error") {
  for (const std::string text : {"wget http://a.example", "curl", "curl --no-such-option a", "curl -F a=b a", "curl -d",
                                 "curl a b", "curl -d @/etc/passwd a", "curl $URL"}) {
    CAPTURE(text);
    CHECK_FALSE(read(text));
  }
}
