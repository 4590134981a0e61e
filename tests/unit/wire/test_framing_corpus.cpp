#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <vector>

#include "support/framing_corpus.h"
#include "support/running_receiver.h"

using namespace hookctl;
using namespace std::chrono_literals;
using test::RunningReceiver;

namespace {

std::vector<Request> requests_of(const std::vector<wire::Arrival>& arrivals) {
  std::vector<Request> requests;
  for (const auto& arrival : arrivals) requests.push_back(arrival.request);
  return requests;
}

bool smuggles(const std::vector<wire::Arrival>& arrivals) {
  return std::any_of(arrivals.begin(), arrivals.end(), [](const auto& a) { return a.request.target == "/SMUGGLED"; });
}

}  // namespace

TEST_CASE("framing corpus: accepted as sent, or refused with 4xx or 5xx and closed, never smuggled") {
  for (const auto& c : test::read_framing_corpus()) {
    CAPTURE(c.name);
    // Its own receiver, so that every arrival is this case's.
    RunningReceiver receiver({.head_deadline = 400ms, .request_deadline = 500ms, .idle_deadline = 600ms});
    const auto answer = test::play(c, receiver.port(), test::Farewell::as_written);
    const auto arrivals = receiver.arrivals(0);
    const auto refusals = std::count_if(arrivals.begin(), arrivals.end(), [](const auto& a) { return a.refusal; });
    CHECK_FALSE(smuggles(arrivals));
    if (c.expect == "accept") {
      CHECK(refusals == 0);
      CHECK_FALSE(arrivals.empty());
      CHECK(test::is_as_sent(c.sent(), requests_of(arrivals)));
      CHECK((answer.starts_with("HTTP/1.1 200") || answer.starts_with("HTTP/1.1 100")));
    }
    if (c.expect == "refuse") {
      CHECK(arrivals.size() == 1);
      CHECK(refusals == 1);
      CHECK((answer.starts_with("HTTP/1.1 4") || answer.starts_with("HTTP/1.1 5")));
      CHECK(answer.find("Connection: close\r\n") != answer.npos);
    }
  }
}
