#include <doctest/doctest.h>

#include "wire/endpoint.h"

using namespace hookctl;
using wire::parse_endpoint;

TEST_CASE("endpoint: a URL is cut into where to connect, what Host says and what the request line says") {
  struct Case {
    std::string url;
    bool tls;
    std::string host;
    int port;
    std::string authority;
    std::string target;
  };
  const Case cases[] = {
      {"http://localhost:3000/hook?x=1&x=%20", false, "localhost", 3000, "localhost:3000", "/hook?x=1&x=%20"},
      {"https://example.com", true, "example.com", 443, "example.com", "/"},
      {"http://example.com:80/", false, "example.com", 80, "example.com", "/"},
      {"https://example.com:80/", true, "example.com", 80, "example.com:80", "/"},
      {"HTTP://Example.com:/a", false, "Example.com", 80, "Example.com", "/a"},
      {"http://[::1]:8080/a", false, "::1", 8080, "[::1]:8080", "/a"},
      {"http://[2001:db8::1]", false, "2001:db8::1", 80, "[2001:db8::1]", "/"},
      {"http://host?x=1", false, "host", 80, "host", "/?x=1"},
      {"http://host/a#part", false, "host", 80, "host", "/a"},
      {"http://host#part", false, "host", 80, "host", "/"},
      {"http://host/a@b:c", false, "host", 80, "host", "/a@b:c"},
      {"http://my_service:9/", false, "my_service", 9, "my_service:9", "/"},
  };
  for (const auto& expected : cases) {
    CAPTURE(expected.url);
    const auto endpoint = parse_endpoint(expected.url);
    REQUIRE(endpoint);
    CHECK(endpoint->tls == expected.tls);
    CHECK(endpoint->host == expected.host);
    CHECK(endpoint->port == expected.port);
    CHECK(endpoint->authority == expected.authority);
    CHECK(endpoint->target == expected.target);
  }
}

TEST_CASE("endpoint: what cannot be sent to is refused, with the reason") {
  struct Case {
    std::string url;
    std::string why;
  };
  const Case cases[] = {
      {"", "its URL has no scheme"},
      {"localhost:3000/hook", "its URL has no scheme"},
      {"ftp://host/", "the scheme 'ftp' is neither http nor https"},
      {"http://", "its URL names no host"},
      {"http:///hook", "its URL names no host"},
      {"http://:80/", "its URL names no host"},
      {"http://user:pw@host/", "its URL holds a user name or password"},
      {"http://host/a b", "its URL holds a space or control byte"},
      {"http://host/\r\nX: y", "its URL holds a space or control byte"},
      {std::string("http://host/\0", 13), "its URL holds a space or control byte"},
      {"http://host:0/", "':0' is not a port"},
      {"http://host:65536/", "':65536' is not a port"},
      {"http://host:+80/", "':+80' is not a port"},
      {"http://host:8a/", "':8a' is not a port"},
      {"http://a:b:80/", "':b:80' is not a port"},
      {"http://[::1]x/", "'x' is not a port"},
      {"http://[::1/", "the brackets hold no IPv6 address"},
      {"http://[localhost]/", "the brackets hold no IPv6 address"},
      {"http://::1/", "its URL names no host"},
      {"http://b\xc3\xbc"
       "cher.example/",
       "'b\xc3\xbc"
       "cher.example' is not a host name"},
      {"http://ho\\st/", "'ho\\st' is not a host name"},
      {"http://ho%73t/", "'ho%73t' is not a host name"},
  };
  for (const auto& expected : cases) {
    CAPTURE(expected.url);
    const auto endpoint = parse_endpoint(expected.url);
    REQUIRE_FALSE(endpoint);
    CHECK(endpoint.error().message == "cannot use the endpoint: " + expected.why);
    CHECK_FALSE(endpoint.error().hint.empty());
  }
}
