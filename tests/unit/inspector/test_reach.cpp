#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "inspector/reach.h"

namespace hookctl::inspector {

TEST_CASE("reach: without a wish it is this machine alone, under its two names") {
  const Reach reach;
  CHECK(reach.address == "127.0.0.1");
  CHECK(hosts_of(reach, 4040) == std::vector<std::string>{"127.0.0.1:4040", "localhost:4040"});
}

TEST_CASE("reach: an address is listened on alone, a name on every one, and only that host is let in") {
  struct Case {
    const char* host;
    const char* address;
    std::vector<std::string> hosts;
  };
  const std::vector<Case> cases{
      {"192.168.1.20", "192.168.1.20", {"192.168.1.20:4040"}},
      {"[fd00::7]", "fd00::7", {"[fd00::7]:4040"}},
      {"Build-7.local", "0.0.0.0", {"build-7.local:4040"}},
      {"localhost", "0.0.0.0", {"localhost:4040"}},
  };
  for (const auto& [host, address, hosts] : cases) {
    CAPTURE(host);
    const auto reach = read_remote_reach(host);
    REQUIRE(reach);
    CHECK(reach->address == address);
    CHECK(hosts_of(*reach, 4040) == hosts);
  }
}

TEST_CASE("reach: browsers leave out the port 80") {
  CHECK(hosts_of(*read_remote_reach("build-7"), 80) == std::vector<std::string>{"build-7:80", "build-7"});
}

TEST_CASE("reach: what is no host is refused, and what names every machine too") {
  for (const auto* wrong : {"", "0.0.0.0", "[::]", "host:80", "host:4040", "http://host", "host/path", "host?x",
                            "host#x", "a b", "user@host", "fd00::7", "*", "*.local", "host\n"}) {
    CAPTURE(wrong);
    const auto reach = read_remote_reach(wrong);
    CHECK_FALSE(reach);
    if (!reach) CHECK(!reach.error().hint.empty());
  }
}

}  // namespace hookctl::inspector
