#include <doctest/doctest.h>

#include <vector>

#include "support/http_client.h"
#include "support/listen_process.h"
#include "support/raw_client.h"

using namespace hookctl;
using namespace hookctl::test;
using namespace std::chrono_literals;

TEST_CASE("slow senders: 300 idle and half-sent connections do not delay a delivery") {
  constexpr const char* beginnings[] = {
      "",
      "POST /hook HTTP/1.1\r\nHost: ",
      "POST /hook HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nhalf a bo",
      "POST /hook HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhal",
  };
  const Folder home;
  const ListenProcess listener(home);
  std::vector<RawClient> slow;
  for (int i = 0; i < 300; ++i) {
    slow.emplace_back(listener.port());
    REQUIRE(slow.back().connected());
    REQUIRE(slow.back().send(beginnings[i % std::size(beginnings)]));
  }
  for (int i = 0; i < 3; ++i) CHECK(post(listener.port(), "/hook", {}, "now", 500ms).status == 200);
}
