#include <doctest/doctest.h>

#include <chrono>
#include <cstddef>
#include <string>
#include <thread>

#include "support/http_texts.h"
#include "support/memory.h"
#include "support/raw_client.h"
#include "support/running_receiver.h"
#include "support/soak.h"

using namespace hookctl;
using namespace std::chrono_literals;
using namespace hookctl::test;

namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr std::size_t mib = 1024 * 1024;

std::string repeated(const std::string& text, std::size_t size) {
  std::string all;
  while (all.size() < size) all += text;
  return all;
}

/// What never ends in a request: its beginning, then the same again and again.
struct Flood {
  std::string what;
  std::string beginning;
  std::string again;
  std::size_t size;
  std::string status;
};

const std::string chunked_head = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";

}  // namespace

TEST_CASE("hostile: floods are refused within a second, and take no memory") {
  const Flood floods[] = {
      {"a header line of 64 MB", "GET / HTTP/1.1\r\nX: ", std::string(65'536, 'x'), 64 * mib, "431"},
      {"a request line of 64 MB", "GET /", std::string(65'536, 'x'), 64 * mib, "431"},
      {"a million headers", "GET / HTTP/1.1\r\n", repeated("a: b\r\n", 60'000), 6'000'000, "431"},
      {"a million empty lines", "", repeated("\r\n", 60'000), 2'000'000, "400"},
      {"1 GB in chunks", chunked_head, repeated("1000\r\n" + std::string(4096, 'x') + "\r\n", 60'000),
       short_or_soak(64 * mib, 1024 * mib), "413"},
      {"a chunk extension of 4 MB", chunked_head + "1;", std::string(65'536, 'x'), 4 * mib, "400"},
      {"4 MB of chunk extensions", chunked_head, repeated("1;" + std::string(1000, 'x') + "\r\nx\r\n", 60'000), 4 * mib,
       "400"},
      {"a chunk size of 4 MB", chunked_head, std::string(65'536, '0'), 4 * mib, "400"},
      {"trailers of 4 MB", chunked_head + "0\r\n", repeated("a: b\r\n", 60'000), 4 * mib, "4"},
      {"1 GB announced", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1073741824\r\n\r\n", std::string(65'536, 'x'),
       64 * mib, "413"},
  };
  RunningReceiver receiver;
  for (const auto& [what, beginning, again, size, status] : floods) {
    CAPTURE(what);
    const MemoryGrowth growth;
    const RawClient client(receiver.port());
    const auto begin = SteadyClock::now();
    std::jthread sending([&](const std::stop_token& stop) {
      client.send(beginning);
      for (std::size_t sent = 0; sent < size && !stop.stop_requested() && client.send(again);) sent += again.size();
    });
    const auto answer = client.receive_until("\r\n\r\n");
    const auto took = std::chrono::ceil<Millis>(SteadyClock::now() - begin);
    sending.request_stop();
    sending.join();
    CHECK(answer.starts_with("HTTP/1.1 " + status));
    CHECK(took < short_or_soak<Millis>(5s, 1s));
    if (memory_is_measurable) CHECK(growth.bytes() < 32 * mib);
    MESSAGE(what << ": " << status_of(answer) << " after " << took.count() << " ms, " << growth.bytes() / 1024
                 << " KiB more");
  }
}
