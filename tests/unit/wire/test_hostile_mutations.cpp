#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "support/http_texts.h"
#include "support/raw_client.h"
#include "support/running_receiver.h"
#include "support/soak.h"
#include "wire/request_reader.h"

using namespace hookctl;
using namespace std::chrono_literals;
using namespace hookctl::test;

namespace {

using SteadyClock = std::chrono::steady_clock;

/// Valid requests; the bodies are requests themselves, which must never come true.
const std::string seeds[] = {
    get,
    "POST /h?x=1 HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 38\r\n\r\n"
    "GET /smuggled HTTP/1.1\r\nHost: body\r\n\r\n",
    "POST /c HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
    "26\r\nGET /smuggled HTTP/1.1\r\nHost: body\r\n\r\n\r\n3;a=b\r\nabc\r\n0\r\nX-T: 1\r\n\r\n",
    "POST /e HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nhi",
    "PUT /o HTTP/1.0\r\nConnection: keep-alive\r\nContent-Length: 3\r\n\r\nabc",
    "HEAD / HTTP/1.1\r\nhOST:\tx \r\nX-Empty:\r\n\r\n",
    get_of("/1") + "POST /2 HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi" + last_get,
};

const std::string pieces[] = {
    "\r\n",
    "\n",
    "\r",
    " ",
    "\t",
    ":",
    ",",
    ";",
    std::string(1, '\0'),
    "\x80",
    "0",
    "9",
    "-",
    "+1",
    "0x",
    "chunked",
    "Transfer-Encoding: chunked\r\n",
    "Transfer-Encoding: gzip\r\n",
    "Content-Length: 0\r\n",
    "Content-Length: 38\r\n",
    "Host: y\r\n",
    "Connection: close\r\n",
    "HTTP/1.0",
    "\r\n\r\n",
    "0\r\n\r\n",
    "identity",
    "\"",
};

class Mutations {
 public:
  explicit Mutations(std::uint64_t seed) : random_(seed) {}

  std::size_t below(std::size_t end) { return random_() % end; }

  std::string next() {
    auto text = seeds[below(std::size(seeds))];
    for (auto left = 1 + below(4); left > 0; --left) change(text);
    return text;
  }

 private:
  void change(std::string& text) {
    const auto at = below(text.size() + 1);
    const auto size = 1 + below(8);
    switch (below(6)) {
      case 0:
        text.insert(at, pieces[below(std::size(pieces))]);
        break;
      case 1:
        text.erase(at, size);
        break;
      case 2:
        if (at < text.size()) text[at] = static_cast<char>(below(256));
        break;
      case 3:
        text.insert(at, text.substr(below(text.size() + 1), 4 * size));
        break;
      case 4:
        insert_line(text, at);
        break;
      case 5:
        text.replace(at, std::min(size, text.size() - at), pieces[below(std::size(pieces))]);
        break;
    }
  }

  /// A piece where it counts: at the beginning of a line.
  void insert_line(std::string& text, std::size_t after) {
    const auto end = text.find("\r\n", after);
    if (end != text.npos) text.insert(end + 2, pieces[below(std::size(pieces))]);
  }

  std::mt19937_64 random_;
};

/// What a connection's bytes hold: how many requests, and whether one follows that is none.
struct Judged {
  std::size_t requests = 0;
  std::size_t refusals = 0;
  bool operator==(const Judged&) const = default;
};

/// What all the bytes at once come to.
Judged judged(std::string_view bytes) {
  const wire::Limits limits;
  wire::RequestReader reader(limits);
  Judged found;
  while (!bytes.empty()) {
    const auto step = reader.read(bytes);
    bytes.remove_prefix(step.taken);
    if (step.outcome == wire::RequestReader::Outcome::more) break;
    if (step.outcome == wire::RequestReader::Outcome::refused) {
      ++found.refusals;
      return found;
    }
    ++found.requests;
    if (!reader.take().keeps_alive) return found;
  }
  if (reader.began()) ++found.refusals;
  return found;
}

std::size_t count_of(const Headers& headers, std::string_view name) {
  return static_cast<std::size_t>(
      std::count_if(headers.begin(), headers.end(), [&](const auto& field) { return iequals(field.name, name); }));
}

/// Digits alone; zeros before a number are none of its doubts.
bool is_number(std::string_view text, std::size_t number) {
  const auto zeros = std::min(text.find_first_not_of('0'), text.size() - 1);
  return !text.empty() && text.substr(zeros) == std::to_string(number);
}

/// Whether a request's own headers leave no doubt about where it ended (RFC 9112 §6.3).
bool is_framed_without_doubt(const Request& request) {
  const auto lengths = count_of(request.headers, "Content-Length");
  const auto codings = count_of(request.headers, "Transfer-Encoding");
  if (request.version == "1.1" && count_of(request.headers, "Host") != 1) return false;
  if (lengths + codings > 1) return false;
  for (const auto& [name, value] : request.headers) {
    if (iequals(name, "Content-Length") && !is_number(value, request.body.size())) return false;
    if (iequals(name, "Transfer-Encoding") && (!iequals(value, "chunked") || request.version != "1.1")) return false;
  }
  return lengths + codings == 1 || request.body.empty();
}

}  // namespace

TEST_CASE("hostile: mutated requests become the requests they are however they are cut, and never block a sound one") {
  const auto count = short_or_soak(2'000, 100'000);
  constexpr std::uint64_t seed = 20'250'101;
  std::atomic<std::size_t> requests = 0;
  std::atomic<std::size_t> refusals = 0;
  std::atomic<std::size_t> doubtful = 0;
  RunningReceiver receiver({}, [&](wire::Receiver& r, wire::Loop& loop, const wire::Arrival& arrival) {
    ++(arrival.refusal ? refusals : requests);
    if (!arrival.refusal && !is_framed_without_doubt(arrival.request)) ++doubtful;
    RunningReceiver::answer_ok(r, loop, arrival);
  });
  Mutations mutations(seed);
  std::size_t as_judged = 0;
  SteadyClock::duration slowest_control{0};
  for (int i = 0; i < count; ++i) {
    const auto bytes = mutations.next();
    CAPTURE(i);
    CAPTURE(bytes);
    const auto cut = mutations.below(bytes.size() + 1);
    const Judged before{requests, refusals};
    {
      const RawClient client(receiver.port());
      client.send(std::string_view(bytes).substr(0, cut));
      client.send(std::string_view(bytes).substr(cut));
      client.half_close();
      client.receive_all();
    }
    const Judged arrived{requests - before.requests, refusals - before.refusals};
    const bool right = arrived == judged(bytes);
    if (!right) CHECK(right);
    as_judged += right ? 1 : 0;
    if (i % 50 != 0) continue;
    const auto begin = SteadyClock::now();
    const RawClient control(receiver.port());
    control.send(last_get);
    REQUIRE(control.receive_all().ends_with("ok"));
    slowest_control = std::max(slowest_control, SteadyClock::now() - begin);
  }
  CHECK(as_judged == static_cast<std::size_t>(count));
  CHECK(doubtful == 0);
  CHECK(requests > 0);
  CHECK(refusals > 0);
  CHECK(slowest_control < short_or_soak<Millis>(1s, 100ms));
  MESSAGE(count << " mutations of seed " << seed << ": " << requests.load() << " requests, " << refusals.load()
                << " refusals, slowest control " << std::chrono::ceil<Millis>(slowest_control).count() << " ms");
}
