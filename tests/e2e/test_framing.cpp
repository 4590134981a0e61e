#include <doctest/doctest.h>

#include <algorithm>

#include "capture/log_reader.h"
#include "support/framing_corpus.h"
#include "support/listen_process.h"

using namespace hookctl;
using namespace hookctl::test;

namespace {

/// What a log has gained since it was last looked at.
class Growth {
 public:
  explicit Growth(std::string path) : path_(std::move(path)) {}

  capture::Log take() {
    auto log = *capture::read_log(path_);
    log.captures.erase(log.captures.begin(), log.captures.begin() + captures_);
    log.refused.erase(log.refused.begin(), log.refused.begin() + refused_);
    captures_ += static_cast<std::ptrdiff_t>(log.captures.size());
    refused_ += static_cast<std::ptrdiff_t>(log.refused.size());
    return log;
  }

 private:
  std::string path_;
  std::ptrdiff_t captures_ = 0;
  std::ptrdiff_t refused_ = 0;
};

std::vector<Request> requests_of(const capture::Log& log) {
  std::vector<Request> requests;
  for (const auto& capture : log.captures) requests.push_back(capture.request);
  return requests;
}

bool is_refusal(ByteView answer) { return answer.starts_with("HTTP/1.1 4") || answer.starts_with("HTTP/1.1 5"); }

void check_accepted(const FramingCase& c, const capture::Log& gained, ByteView answer) {
  CHECK(gained.refused.empty());
  CHECK_FALSE(gained.captures.empty());
  CHECK(is_as_sent(c.sent(), requests_of(gained)));
  CHECK((answer.starts_with("HTTP/1.1 200") || answer.starts_with("HTTP/1.1 100")));
}

void check_refused(const capture::Log& gained, ByteView answer) {
  CHECK(gained.captures.empty());
  REQUIRE(gained.refused.size() == 1);
  CHECK_FALSE(gained.refused[0].reason.empty());
  CHECK(is_refusal(answer));
  CHECK(answer.substr(9, 3) == std::to_string(gained.refused[0].status));
}

}  // namespace

// Every sender ends its side after its last byte: what the deadlines do to the silent ones is tested at the wire, where
// they can be short.
TEST_CASE("framing: hookctl records what HTTP allows as it was sent, and refuses the rest") {
  const Folder home;
  ListenProcess listener(home, {"--json"});
  Growth growth(home.file("captures.jsonl"));
  for (const auto& c : read_framing_corpus()) {
    CAPTURE(c.name);
    const auto answer = play(c, static_cast<std::uint16_t>(listener.port()), Farewell::half_close);
    const auto gained = growth.take();
    CHECK(gained.damage.empty());
    for (auto told = gained.captures.size() + gained.refused.size(); told > 0; --told) CHECK_NOTHROW(listener.next());
    if (c.expect == "accept") check_accepted(c, gained, answer);
    if (c.expect == "refuse") check_refused(gained, answer);
    CHECK(std::none_of(gained.captures.begin(), gained.captures.end(),
                       [](const auto& capture) { return capture.request.target == "/SMUGGLED"; }));
    CHECK((gained.captures.empty() && gained.refused.empty()) == c.steps.empty());
  }
}
