#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "flow/private_host.h"

using namespace hookctl;

TEST_CASE("private host: this machine, private networks and names that no public host has") {
  for (const std::string host :
       {"localhost",      "LOCALHOST",   "127.0.0.1",   "127.8.9.10",    "::1",         "10.0.0.1",     "172.16.0.1",
        "172.31.255.255", "192.168.1.2", "169.254.1.1", "100.64.0.1",    "fc00::1",     "fd12:3456::1", "fe80::1",
        "febf::1",        "app",         "web-1",       "app.localhost", "db.internal", "mac.local",    "x.test"}) {
    CAPTURE(host);
    CHECK(flow::is_private_host(host));
  }
}

TEST_CASE("private host: everything else is public, however it is spelled") {
  for (const std::string host :
       {"example.com", "8.8.8.8", "172.32.0.1", "172.15.0.1", "192.169.0.1", "11.0.0.1", "100.128.0.1", "2001:db8::1",
        "fd::1", "fec0::1", "::ffff:8.8.8.8", "134744072", "0x8.8.8.8", "010.0.0.1", "10.1", "10.0.0.1.example.com",
        "localhost.example.com", "internal.example"}) {
    CAPTURE(host);
    CHECK_FALSE(flow::is_private_host(host));
  }
}

TEST_CASE("private host: a public host needs to be allowed, by its name or by the domain above it") {
  const std::vector<std::string> allowed{"hooks.example.com", "*.Staging.example"};
  CHECK(flow::check_host("HOOKS.example.com", allowed));
  CHECK(flow::check_host("a.staging.example", allowed));
  CHECK(flow::check_host("127.0.0.1", allowed));
  CHECK_FALSE(flow::check_host("example.com", allowed));
  const auto refused = flow::check_host("staging.example", allowed);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().hint == "if it shall get these requests: --allow-host staging.example");
}
